package dev.symphony.audit.verify;

import dev.symphony.audit.journal.JournalFiles;
import dev.symphony.audit.tile.TileLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at every file below {@code tile}: an earlier, shorter state of a tile has to be the
 * beginning of the present one, and nothing else may be there.
 */
final class LeftFiles {
  private final Path directory;
  private final long size;
  private final List<Finding> findings;

  LeftFiles(Path directory, long size, List<Finding> findings) {
    this.directory = directory;
    this.size = size;
    this.findings = findings;
  }

  void check() {
    if (!Files.isDirectory(directory.resolve("tile"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory.resolve("tile"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        check(directory.relativize(file).toString());
      }
    } catch (IOException e) {
      findings.add(new Finding("file", "tile", "can't be listed: " + e));
    }
  }

  private void check(String name) throws IOException {
    Optional<TileLocation> location = TileLocation.parse(name);
    if (location.isEmpty()) {
      findings.add(new Finding("file", name, "is no file of a log"));
    } else if (location.get().width() > location.get().widthAt(size)) {
      if (!isBeingPublished()) {
        findings.add(new Finding("file", name, "holds more than the checkpoint covers"));
      }
    } else if (location.get().isPartial() && !isBeginning(location.get())) {
      findings.add(new Finding("tile", name, "is not the beginning of what it became"));
    }
  }

  private boolean isBeingPublished() throws IOException {
    for (Path journal : JournalFiles.list(directory)) {
      if (Files.size(journal) > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isBeginning(TileLocation location) throws IOException {
    byte[] old = Files.readAllBytes(directory.resolve(location.name()));
    Path present = directory.resolve(location.ofWidth(location.widthAt(size)).name());
    if (!Files.exists(present)) {
      return false;
    }
    byte[] whole = Files.readAllBytes(present);
    return old.length <= whole.length
        && location.holdsItsWidth(old)
        && Arrays.equals(old, Arrays.copyOf(whole, old.length));
  }
}
