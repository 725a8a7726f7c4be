package dev.symphony.registry;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Files that appear whole or not at all, whatever ends the process meanwhile. */
public final class DurableFiles {
  private static final String DRAFT = ".draft";
  private static final int FEW = 2;
  private static final int AT_A_TIME = 32;

  private DurableFiles() {}

  /** Puts a file in place; its content is on disk when this returns. */
  public static void replace(Path file, Bytes content) throws IOException {
    Path draft = draft(file);
    write(draft, content);
    force(draft);
    appear(draft, file);
  }

  /**
   * Puts several files in place, and their names and contents are on disk when this returns. They
   * are forced together, which takes about as long as forcing one.
   */
  public static void replaceAll(Map<Path, Bytes> files) throws IOException {
    for (Map.Entry<Path, Bytes> file : files.entrySet()) {
      write(draft(file.getKey()), file.getValue());
    }
    forceAll(files.keySet().stream().map(DurableFiles::draft).toList());
    for (Path file : files.keySet()) {
      appear(draft(file), file);
    }
    forceAll(files.keySet().stream().map(file -> file.resolveSibling("")).distinct().toList());
  }

  /**
   * Puts a file in place, whole; a process that ends loses nothing of it, but it is on disk only
   * when it is forced.
   */
  public static void place(Path file, Bytes content) throws IOException {
    Path draft = draft(file);
    write(draft, content);
    appear(draft, file);
  }

  private static Path draft(Path file) {
    return file.resolveSibling("." + file.getFileName() + DRAFT);
  }

  /** Whether a file is what a process left behind that ended while it wrote. */
  public static boolean isDraft(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(DRAFT);
  }

  private static void write(Path draft, Bytes content) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = content.asBuffer();
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    }
  }

  private static void appear(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Forces files or directories to the disk, side by side: the disk takes many at a time. */
  public static void forceAll(Collection<Path> paths) throws IOException {
    if (paths.size() <= FEW) {
      for (Path path : paths) {
        force(path);
      }
      return;
    }
    try (ExecutorService side = Executors.newFixedThreadPool(Math.min(AT_A_TIME, paths.size()))) {
      List<Future<Path>> forced =
          paths.stream().map(path -> side.submit(() -> force(path))).toList();
      for (Future<Path> one : forced) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("not all files could be forced to the disk", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were forced to the disk", e);
    }
  }

  private static Path force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.force(true);
    }
    return path;
  }

  /** Makes the names of the files in a directory durable. */
  public static void sync(Path directory) throws IOException {
    Objects.requireNonNull(directory, "directory");
    force(directory);
  }
}
