package dev.symphony.sandbox.selftest;

import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The record that a runtime passed its self-test since the machine started. It lies in the
 * runtime's own directory, so that another runtime has none, and whoever could forge it could
 * change the runtime as well.
 */
public final class SelfTestRecord {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path directory;

  /** The record of the runtime in {@code directory}. */
  public SelfTestRecord(Path directory) {
    this.directory = directory;
  }

  /** Whether the guests of a language have passed since the machine started. */
  public boolean passed(Language language) {
    try {
      return Files.readString(file(language)).equals(boot());
    } catch (IOException e) {
      return false; // No record, or none that can be read: it is tested again.
    }
  }

  /** Notes that they have; where nothing can be written, the next start tests again. */
  public void note(Language language) {
    try {
      Path fresh = Files.createTempFile(directory, "self-test-", ".new");
      Files.writeString(fresh, boot());
      Files.move(fresh, file(language), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A runtime that belongs to somebody else keeps no record of ours.
    }
  }

  private Path file(Language language) {
    return directory.resolve("self-test-" + language.id());
  }

  private static String boot() throws IOException {
    return Files.readString(BOOT).strip();
  }
}
