package dev.symphony.host.conductor;

import dev.symphony.conductor.control.Buffers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Batch buffers as mapped files, each for the owner alone, wherever the directory is. */
final class MappedBuffers implements Buffers {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final FileAttribute<Set<PosixFilePermission>> FOR_THE_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;
  private final AtomicLong made = new AtomicLong();

  MappedBuffers(Path directory) {
    this.directory = directory;
  }

  @Override
  public Shared allocate(int bytes) {
    Path file = directory.resolve("batch-" + made.incrementAndGet() + ".bin").toAbsolutePath();
    delete(file);
    try (FileChannel channel = FileChannel.open(file, NEW, FOR_THE_OWNER)) {
      MappedByteBuffer memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
      return new Shared(file.toString(), memory, () -> delete(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
