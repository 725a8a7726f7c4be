package dev.symphony.audit.tile;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes files of a log so that they survive the end of the machine. */
public final class TileWriter {
  private static final int MAX_OPEN = 512;

  private final Path directory;

  /** A writer into {@code directory}. */
  public TileWriter(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes files; when this returns, they and their names are on the disk. All are written before
   * the first is forced, so that the file system can bring them to the disk together. A file that
   * holds what it is to hold is not touched: the checkpoint may cover it already.
   */
  public void write(Collection<TileFile> files) throws IOException {
    Set<Path> touched = new TreeSet<>();
    for (List<TileFile> some : groups(files)) {
      writeTogether(some, touched);
    }
    for (Path parent : touched) {
      syncDirectory(parent);
    }
  }

  private static List<List<TileFile>> groups(Collection<TileFile> files) {
    List<TileFile> all = List.copyOf(files);
    List<List<TileFile>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_OPEN) {
      groups.add(all.subList(from, Math.min(all.size(), from + MAX_OPEN)));
    }
    return groups;
  }

  private void writeTogether(List<TileFile> files, Set<Path> touched) throws IOException {
    List<FileChannel> written = new ArrayList<>();
    try {
      for (TileFile file : files) {
        Path path = directory.resolve(file.name());
        makeParents(path, touched);
        if (holds(path, file.content())) {
          written.add(FileChannel.open(path, StandardOpenOption.WRITE));
        } else {
          FileChannel channel = create(path);
          written.add(channel);
          fill(channel, file.content().asBuffer());
        }
      }
      for (FileChannel channel : written) {
        channel.force(true);
      }
    } finally {
      closeAll(written);
    }
  }

  private static boolean holds(Path path, Bytes content) throws IOException {
    return Files.exists(path)
        && Files.size(path) == content.length()
        && Bytes.ofOwnedArray(Files.readAllBytes(path)).equals(content);
  }

  private static void closeAll(List<FileChannel> channels) throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }

  private void makeParents(Path path, Set<Path> touched) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    while (parent != null && parent.startsWith(directory.toAbsolutePath())) {
      boolean isNew = touched.add(parent);
      if (isNew && !Files.isDirectory(parent)) {
        Files.createDirectories(parent);
      }
      parent = isNew ? parent.getParent() : null;
    }
  }

  /** Replaces a file as a whole: whoever reads sees the old content or the new one. */
  public void replace(String name, byte[] content) throws IOException {
    Path next = directory.resolve(name + ".next");
    writeDurably(next, content);
    Files.move(
        next,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(directory);
  }

  /** Takes away the partial files beside full ones, which hold all that those held. */
  public void dropPartialsOf(List<TileFile> full) throws IOException {
    for (TileFile file : full) {
      Path partials = directory.resolve(TileName.partials(file.name()));
      if (Files.isDirectory(partials)) {
        try (Stream<Path> old = Files.list(partials)) {
          for (Path path : old.toList()) {
            Files.delete(path);
          }
        }
        Files.delete(partials);
      }
    }
  }

  /**
   * Takes away the partial files that no checkpoint of the first {@code size} entries covers: a
   * crash left them behind while they were written. Full files are written again anyway.
   */
  public void dropPartialsBeyond(long size) throws IOException {
    if (!Files.isDirectory(directory.resolve("tile"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory.resolve("tile"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Optional<TileLocation> left =
            TileLocation.parse(directory.relativize(file).toString())
                .filter(l -> l.isPartial() && l.width() > l.widthAt(size));
        if (left.isPresent()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Takes away the full bundles of entries that lie before an index, newest first. */
  public void dropEntriesBefore(long index) throws IOException {
    long bundle = index / TileName.WIDTH - 1;
    while (bundle >= 0
        && Files.deleteIfExists(directory.resolve(TileName.entries(bundle, TileName.WIDTH)))) {
      bundle--;
    }
  }

  private static void writeDurably(Path path, byte[] content) throws IOException {
    try (FileChannel file = create(path)) {
      fill(file, ByteBuffer.wrap(content));
      file.force(true);
    }
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static void fill(FileChannel file, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      file.write(content);
    }
  }

  /** Brings the names in a directory to the disk. */
  public static void syncDirectory(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
