package dev.symphony.host.runtime;

import dev.symphony.sandbox.runtime.RuntimeTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runtimes kept below one root: the newest few of each kind, so that a host that still runs
 * from the one before keeps its files.
 */
record RuntimeShelf(Path root, int kept) {

  /** Removes what is older than the newest ones, but never what is in use. */
  void tidy(List<Path> inUse) throws IOException {
    for (String prefix : List.of("host-", "guest-")) {
      removeOld(prefix, inUse);
    }
  }

  private void removeOld(String prefix, List<Path> inUse) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      List<Path> newestFirst =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith(prefix))
              .filter(Files::isDirectory)
              .filter(entry -> !inUse.contains(entry))
              .sorted(Comparator.comparing(RuntimeShelf::age).reversed())
              .toList();
      newestFirst.stream().skip(kept - 1L).forEach(RuntimeTree::delete);
    }
  }

  private static FileTime age(Path directory) {
    try {
      return Files.getLastModifiedTime(directory);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
