package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a layout in a directory. */
record DirectoryFiles(Path directory) implements LayoutFiles {
  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public Optional<Bytes> read(String path, long limit) throws IOException {
    Path file = directory.resolve(path);
    try {
      if (Files.size(file) > limit) {
        throw new IOException(file + " is larger than it can be");
      }
      return Optional.of(Bytes.ofOwnedArray(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean has(String path, long size) throws IOException {
    Path file = directory.resolve(path);
    return Files.exists(file) && Files.size(file) == size;
  }

  @Override
  public void write(String path, Bytes content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    DurableFiles.replace(file, content);
  }
}
