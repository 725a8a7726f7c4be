package dev.symphony.host.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory with what the processes of one ensemble share. */
final class PeerDirectory {
  private PeerDirectory() {}

  /** Deletes it; a process that is just ending may still put something there. */
  static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> below = Files.walk(directory)) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
