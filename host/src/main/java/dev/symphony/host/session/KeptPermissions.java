package dev.symphony.host.session;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.host.UserError;
import dev.symphony.host.key.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What people have allowed extensions at run time for later runs, too: a file of the home. */
public final class KeptPermissions {

  /**
   * A permission that is kept.
   *
   * @param right what was allowed
   * @param span {@code persistent} or {@code until}
   * @param who the account of the person who agreed
   * @param since when, RFC 3339
   */
  public record Entry(String right, String span, String who, String since) {}

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Path file;

  private KeptPermissions(Path file) {
    this.file = file;
  }

  /** What is kept in a home. */
  public static KeptPermissions in(Path home) {
    return new KeptPermissions(home.resolve("permissions.json"));
  }

  /**
   * All of them, by {@code publisher/name}; for unsigned code with the digest of the code after it.
   *
   * @throws UserError {@code home-unusable} when the file is damaged
   */
  public synchronized Map<String, List<Entry>> all() throws UserError {
    try {
      return Files.exists(file)
          ? MAPPER.readValue(
              Files.readAllBytes(file), new TypeReference<TreeMap<String, List<Entry>>>() {})
          : new TreeMap<>();
    } catch (IOException e) {
      throw new UserError("home-unusable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** What {@code name} was allowed. */
  public List<Entry> of(String name) throws UserError {
    return all().getOrDefault(name, List.of());
  }

  /** Keeps one more. */
  public synchronized void add(String name, Entry entry) throws UserError {
    change(all -> {
      List<Entry> entries = new ArrayList<>(all.getOrDefault(name, List.of()));
      entries.removeIf(known -> known.right().equals(entry.right()));
      entries.add(entry);
      return all.put(name, entries);
    });
  }

  /**
   * Forgets all that {@code name}, which is {@code publisher/name}, was allowed, and its unsigned
   * code too, and says what that was.
   */
  public synchronized List<Entry> forget(String name) throws UserError {
    return change(all -> {
      List<Entry> gone = new ArrayList<>();
      all.forEach((kept, entries) -> gone.addAll(isOf(name, kept) ? entries : List.of()));
      all.keySet().removeIf(kept -> isOf(name, kept));
      return gone;
    });
  }

  private static boolean isOf(String name, String kept) {
    return kept.equals(name) || kept.startsWith(name + " ");
  }

  /** Changes the file, which nobody else does meanwhile, not even another process. */
  private <T> T change(Function<Map<String, List<Entry>>, T> change) throws UserError {
    try (FileChannel turn =
            FileChannel.open(
                file.resolveSibling("permissions.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = turn.lock()) {
      Map<String, List<Entry>> all = all();
      T result = change.apply(all);
      PrivateFiles.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
      return result;
    } catch (IOException e) {
      throw new UserError("home-unusable", "can't write " + file + ": " + e.getMessage(), e);
    }
  }
}
