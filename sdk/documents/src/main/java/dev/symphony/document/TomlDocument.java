package dev.symphony.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.symphony.capabilities.Bytes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A TOML text under examination: its root section, and the problems found so far. Readers take
 * values out through {@link Section}s, part by part with {@link #attempt}, and ask {@link
 * #throwIfRejected} before they use anything.
 */
public final class TomlDocument {
  private static final int MAX_BYTES = 1 << 20;

  private final String file;
  private final String codePrefix;
  private final ObjectNode tree;
  private final KeyPositions positions;
  private final List<Problem> problems = new ArrayList<>();

  private TomlDocument(String file, String codePrefix, ObjectNode tree, KeyPositions positions) {
    this.file = file;
    this.codePrefix = codePrefix;
    this.tree = tree;
    this.positions = positions;
  }

  /**
   * Parses a document of at most 1 MiB of UTF-8.
   *
   * @param file the name for messages
   * @param codePrefix what the codes of problems start with, for example {@code manifest}
   * @throws DocumentException with the code {@code PREFIX-syntax} when it is no TOML
   */
  public static TomlDocument parse(String file, String codePrefix, Bytes content)
      throws DocumentException {
    if (content.length() > MAX_BYTES) {
      throw unreadable(file, codePrefix, Optional.empty(), "larger than 1 MiB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(content.asBuffer()).toString();
      JsonNode tree = new TomlMapper().readTree(text);
      return tree instanceof ObjectNode table
          ? new TomlDocument(file, codePrefix, table, KeyPositions.of(text))
          : new TomlDocument(
              file, codePrefix, new TomlMapper().createObjectNode(), KeyPositions.of(text));
    } catch (CharacterCodingException e) {
      throw unreadable(file, codePrefix, Optional.empty(), "not UTF-8");
    } catch (JacksonException e) {
      throw unreadable(file, codePrefix, position(e.getLocation()), e.getOriginalMessage());
    }
  }

  private static Optional<Position> position(JsonLocation location) {
    return Optional.ofNullable(location)
        .filter(l -> l.getLineNr() > 0)
        .map(l -> new Position(l.getLineNr(), Math.max(1, l.getColumnNr())));
  }

  private static DocumentException unreadable(
      String file, String codePrefix, Optional<Position> position, String message) {
    return new DocumentException(
        List.of(new Problem(codePrefix + "-syntax", file, position, KeyPath.ROOT, message)));
  }

  /** The section that holds everything. */
  public Section root() {
    return new Section(this, KeyPath.ROOT, tree);
  }

  /** Reads one part; a rejected key in it becomes a problem of the document and no part. */
  public <T> Optional<T> attempt(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (RejectedKey e) {
      problems.add(e.problem());
      return Optional.empty();
    }
  }

  /**
   * Ends the examination.
   *
   * @throws DocumentException with all problems, when there are any
   */
  public void throwIfRejected() throws DocumentException {
    if (!problems.isEmpty()) {
      Comparator<Position> order =
          Comparator.comparingInt(Position::line).thenComparingInt(Position::column);
      Position start = new Position(1, 1);
      problems.sort(Comparator.comparing(p -> p.position().orElse(start), order));
      throw new DocumentException(problems);
    }
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  Problem problem(String slug, String path, String message) {
    return new Problem(codePrefix + "-" + slug, file, positions.find(path), path, message);
  }
}
