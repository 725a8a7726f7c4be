package dev.symphony.audit.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The journals of a log: {@code journal/N}, N the index of the first entry, 20 digits. */
public final class JournalFiles {
  private static final Pattern NAME = Pattern.compile("[0-9]{20}");

  private JournalFiles() {}

  static Path directory(Path log) {
    return log.resolve("journal");
  }

  static Path path(Path log, long first) {
    return directory(log).resolve("%020d".formatted(first));
  }

  /** All journals, oldest first. */
  public static List<Path> list(Path log) throws IOException {
    if (!Files.isDirectory(directory(log))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory(log))) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
