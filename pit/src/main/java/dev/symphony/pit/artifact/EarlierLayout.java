package dev.symphony.pit.artifact;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The layout that artifacts had before they were encrypted: plain contents in {@code objects/}, and
 * {@code records.tsv} with a line for each time that something was stored. It is taken over line by
 * line. How far that has got is in {@code records.done}, because it may be interrupted; a line that
 * is taken over twice makes no second version. Lines whose content is gone or has changed are put
 * aside in {@code records.left.tsv}.
 */
final class EarlierLayout {
  private static final int FIELDS = 6;

  private final Path directory;
  private final Path records;
  private final Path done;

  EarlierLayout(Path directory) {
    this.directory = directory;
    this.records = directory.resolve("records.tsv");
    this.done = directory.resolve("records.done");
  }

  /** Where what was stored goes now. */
  @FunctionalInterface
  interface Taker {
    void take(Draft draft, Bytes content, Instant at) throws IOException;
  }

  /** Hands everything on and deletes it here; does nothing when there is nothing of that kind. */
  void takeOver(Taker taker) throws IOException {
    if (!Files.exists(records)) {
      return;
    }
    ContentDirectory contents = ContentDirectory.open(directory, Long.MAX_VALUE);
    List<String> lines = Files.readAllLines(records);
    for (int line = linesDone(); line < lines.size(); line++) {
      if (!takeOver(lines.get(line), contents, taker)) {
        putAside(lines.get(line));
      }
      Files.writeString(done, String.valueOf(line + 1));
    }
    Set<String> left = leftAside();
    for (String line : lines) {
      Optional<ContentDigest> digest = digest(line);
      if (digest.isPresent() && !left.contains(line)) {
        Files.deleteIfExists(contents.path(digest.get()));
      }
    }
    Files.delete(records);
    Files.deleteIfExists(done);
  }

  /** How many lines are taken over; a crash may have left the file for it empty. */
  private int linesDone() throws IOException {
    String text = Files.exists(done) ? Files.readString(done) : "";
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static boolean takeOver(String line, ContentDirectory contents, Taker taker)
      throws IOException {
    String[] fields = line.split("\t", -1);
    Optional<ContentDigest> digest = digest(line);
    if (digest.isEmpty()) {
      return false;
    }
    try {
      Optional<Bytes> content = contents.load(digest.get());
      if (content.isPresent()) {
        Draft draft = new Draft(fields[4], fields[5], fields[3], Set.of());
        taker.take(draft, content.get(), Instant.parse(fields[0]));
      }
      return content.isPresent();
    } catch (ContentCorruptException | DateTimeParseException e) {
      return false;
    }
  }

  /** The digest in a line; none in a line that a crash has cut short. */
  private static Optional<ContentDigest> digest(String line) {
    String[] fields = line.split("\t", -1);
    return fields.length == FIELDS ? ContentDigest.parse(fields[1]) : Optional.empty();
  }

  private Path aside() {
    return directory.resolve("records.left.tsv");
  }

  private void putAside(String line) throws IOException {
    Files.writeString(aside(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Set<String> leftAside() throws IOException {
    return Files.exists(aside()) ? Set.copyOf(Files.readAllLines(aside())) : Set.of();
  }
}
