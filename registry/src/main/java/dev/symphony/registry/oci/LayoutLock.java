package dev.symphony.registry.oci;

import dev.symphony.registry.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The right to write to an image layout, which one at a time has. */
public final class LayoutLock implements AutoCloseable {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);
  private static final String FILE = "lock";

  private final FileChannel file;

  private LayoutLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock of the layout in {@code directory}, which is made when it is not there.
   *
   * @param patience how long to wait for whoever has it
   * @throws Refused {@code registry-busy} when somebody else keeps it, {@code registry-unreachable}
   *     when there can be no lock
   */
  public static LayoutLock take(Path directory, Duration patience) throws Refused {
    try {
      Files.createDirectories(directory);
      FileChannel file =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      long attempts = patience.dividedBy(BETWEEN_ATTEMPTS);
      for (long attempt = 0; attempt <= attempts; attempt++) {
        if (tryLock(file).isPresent()) {
          return new LayoutLock(file);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_ATTEMPTS.toMillis()));
      }
      file.close();
    } catch (IOException e) {
      throw new Refused(
          "registry-unreachable", "the registry " + directory + " can't be used: " + e, e);
    }
    throw new Refused(
        "registry-busy", "another command changes " + directory + "; try again when it is done");
  }

  private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException e) {
      // Held within this very process: the same answer as for any other holder.
      return Optional.empty();
    }
  }

  /** Lets others write. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The lock went with the descriptor, which is gone either way.
    }
  }
}
