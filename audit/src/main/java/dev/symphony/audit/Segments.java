package dev.symphony.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a log: {@code audit-N.ndjson}, N the sequence of the first record, 20 digits. */
final class Segments {
  private static final Pattern NAME = Pattern.compile("audit-([0-9]{20})\\.ndjson");

  private Segments() {}

  static Path path(Path directory, long firstSequence) {
    return directory.resolve("audit-%020d.ndjson".formatted(firstSequence));
  }

  /** All segments, oldest first. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  static long firstSequence(Path segment) {
    return Long.parseLong(NAME.matcher(segment.getFileName().toString()).replaceFirst("$1"));
  }
}
