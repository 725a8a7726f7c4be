package dev.symphony.host.conductor;

import dev.symphony.conductor.control.Buffers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Batch buffers as mapped files in a directory for the owner alone. */
final class MappedBuffers implements Buffers {
  private final Path directory;
  private final AtomicLong made = new AtomicLong();

  MappedBuffers(Path directory) {
    this.directory = directory;
  }

  @Override
  public Shared allocate(int bytes) {
    Path file = directory.resolve("batch-" + made.incrementAndGet() + ".bin").toAbsolutePath();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
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
