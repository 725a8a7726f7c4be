package dev.symphony.host.session;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The extensions that a home has run, each with what it was granted the last time. */
public final class KnownExtensions implements AutoCloseable {

  /**
   * What is known of one.
   *
   * @param kind instrument, operator or motif
   * @param digest of its code and manifest
   * @param granted the rights it was granted, as text
   * @param lastRun when it was started last, RFC 3339
   */
  public record Entry(String kind, String digest, List<String> granted, String lastRun) {
    private boolean isSameBut(Entry later) {
      return new Entry(kind, digest, granted, later.lastRun()).equals(later);
    }
  }

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private final Map<String, Entry> entries;
  private final Set<String> written = new HashSet<>();
  private boolean dirty;

  private KnownExtensions(Path file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * Reads what a home knows.
   *
   * @throws UserError {@code home-unusable} when the record is damaged
   */
  public static KnownExtensions of(Home home) throws UserError {
    return in(home.directory());
  }

  /** Reads what the home in a directory knows, open or not. */
  public static KnownExtensions in(Path home) throws UserError {
    Path file = home.resolve("extensions.json");
    try {
      Map<String, Entry> entries =
          Files.exists(file)
              ? MAPPER.readValue(
                  Files.readAllBytes(file), new TypeReference<TreeMap<String, Entry>>() {})
              : new TreeMap<>();
      return new KnownExtensions(file, entries);
    } catch (IOException e) {
      throw new UserError("home-unusable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** All of them, by {@code publisher/name@version}. */
  public synchronized Map<String, Entry> entries() {
    return new TreeMap<>(entries);
  }

  /**
   * Keeps {@code entry}. When nothing but the time is new, and the file was written for that
   * extension before, it is written when this is closed.
   *
   * @throws UserError {@code home-unusable} when it can't be written
   */
  public synchronized void put(String reference, Entry entry) throws UserError {
    Entry before = entries.put(reference, entry);
    boolean later = before != null && before.isSameBut(entry) && !written.add(reference);
    if (later) {
      dirty = true;
    } else {
      written.add(reference);
      write();
    }
  }

  private void write() throws UserError {
    Path next = file.resolveSibling("extensions.json.next");
    try {
      Files.write(next, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(entries));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      dirty = false;
    } catch (IOException e) {
      throw new UserError("home-unusable", "can't write " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() throws UserError {
    if (dirty) {
      write();
    }
  }
}
