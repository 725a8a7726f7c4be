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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of a layout in a directory; several threads may write. */
final class DirectoryFiles implements LayoutFiles {
  private static final int LOCKS = 64;

  private final Path directory;
  private final Set<Path> directories = ConcurrentHashMap.newKeySet();
  private final Set<Path> written = ConcurrentHashMap.newKeySet();
  private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

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
  public void write(String path, Bytes content) throws IOException {
    Path file = directory.resolve(path).toAbsolutePath();
    Path parent = file.resolveSibling("");
    if (!directories.contains(parent)) {
      Files.createDirectories(parent);
      directories.add(parent);
    }
    synchronized (lock(file)) {
      DurableFiles.place(file, content);
    }
    written.add(file);
  }

  /** One file is written by one thread at a time. */
  private Object lock(Path file) {
    return locks.get(Math.floorMod(file.hashCode(), LOCKS));
  }

  @Override
  public synchronized void keep() throws IOException {
    Set<Path> files = Set.copyOf(written);
    written.removeAll(files);
    Set<Path> parents = new LinkedHashSet<>();
    files.forEach(file -> parents.add(file.resolveSibling("")));
    DurableFiles.forceAll(files);
    DurableFiles.forceAll(parents);
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
