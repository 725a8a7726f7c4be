package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The files of a layout in a directory. */
final class DirectoryFiles implements LayoutFiles {
  private final Path directory;
  private final Set<Path> directories = new HashSet<>();
  private final Set<Path> written = new LinkedHashSet<>();

  DirectoryFiles(Path directory) {
    this.directory = directory;
  }

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
  public synchronized void write(String path, Bytes content) throws IOException {
    Path file = directory.resolve(path).toAbsolutePath();
    Path parent = file.resolveSibling("");
    if (directories.add(parent)) {
      Files.createDirectories(parent);
    }
    DurableFiles.place(file, content);
    written.add(file);
  }

  @Override
  public synchronized void keep() throws IOException {
    Set<Path> parents = new LinkedHashSet<>();
    written.forEach(file -> parents.add(file.resolveSibling("")));
    DurableFiles.forceAll(written);
    DurableFiles.forceAll(parents);
    written.clear();
  }

  @Override
  public Set<String> names(String path) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(path))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    return names;
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(directory.resolve(path));
  }
}
