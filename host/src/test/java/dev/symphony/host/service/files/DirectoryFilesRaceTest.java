package dev.symphony.host.service.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody outside swaps files and directories for links while the service reads them. */
@Timeout(30)
class DirectoryFilesRaceTest {
  private static final int READS = 200;

  @TempDir private Path directory;
  private Path root;

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    Files.createDirectory(root.resolve("sub"));
    Files.createDirectory(directory.resolve("outside"));
    Files.writeString(root.resolve("sub/file"), "inside");
    Files.writeString(directory.resolve("outside/file"), "OUTSIDE");
    Files.createSymbolicLink(root.resolve("link"), directory.resolve("outside"));
    Files.createSymbolicLink(root.resolve("sub/link"), directory.resolve("outside/file"));
  }

  @Test
  void aDirectorySwappedForALink_neverLeadsOutside() throws Exception {
    race(root.resolve("sub"), root.resolve("link"), root.resolve("spare"));
  }

  @Test
  void aFileSwappedForALink_neverLeadsOutside() throws Exception {
    Path sub = root.resolve("sub");
    race(sub.resolve("file"), sub.resolve("link"), sub.resolve("spare"));
  }

  /**
   * Reads while {@code real} and {@code link} change places through {@code spare}, until enough
   * reads have met the file and enough have met a place where it is not.
   */
  private void race(Path real, Path link, Path spare) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> swapper =
        CompletableFuture.runAsync(() -> {
          while (!done.get()) {
            swap(real, link, spare);
          }
        });
    try (DirectoryFiles files = DirectoryFiles.open(root, FilesLimits.DEFAULT)) {
      int inside = 0;
      int refused = 0;
      while ((inside < READS || refused < READS) && !swapper.isCompletedExceptionally()) {
        if (read(() -> files.readText("sub/file")).equals("inside")) {
          inside++;
        } else {
          refused++;
        }
        files
            .list("**")
            .forEach(entry -> assertEquals("inside".length(), entry.size(), entry.path()));
      }
    } finally {
      done.set(true);
      swapper.get();
    }
  }

  private static String read(Supplier<String> reading) {
    try {
      String text = reading.get();
      assertEquals("inside", text);
      return text;
    } catch (ServiceFailure e) {
      return e.code();
    }
  }

  private static void swap(Path real, Path link, Path spare) {
    try {
      Files.move(real, spare, StandardCopyOption.ATOMIC_MOVE);
      Files.move(link, real, StandardCopyOption.ATOMIC_MOVE);
      Files.move(real, link, StandardCopyOption.ATOMIC_MOVE);
      Files.move(spare, real, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
