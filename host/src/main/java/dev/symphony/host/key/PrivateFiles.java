package dev.symphony.host.key;

import dev.symphony.host.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that nobody but their owner can read, where the platform knows owners. */
public final class PrivateFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFiles() {}

  /**
   * Checks that a file is for its owner alone.
   *
   * @throws UserError {@code key-file-mode} when its group or everybody can read or write it
   */
  public static void requirePrivate(Path file) throws UserError {
    try {
      if (isPosix(file) && isOpenToOthers(file)) {
        throw new UserError(
            "key-file-mode", file + " can be read or changed by others; run: chmod 600 " + file);
      }
    } catch (NoSuchFileException e) {
      throw new UserError("key-file-missing", "there is no file " + file, e);
    } catch (IOException e) {
      throw new UserError("key-file-missing", file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix");
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).stream()
        .anyMatch(p -> !p.name().startsWith("OWNER_"));
  }

  /** Makes a directory for its owner alone, unless it is there. */
  public static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Files.createDirectory(directory);
      if (isPosix(directory)) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  /** Puts a file in place whole or not at all, on disk when this returns. */
  public static void write(Path file, byte[] content) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's place");
    Path draft =
        isPosix(directory)
            ? Files.createTempFile(directory, ".draft", "", OWNER_ONLY)
            : Files.createTempFile(directory, ".draft", "");
    try {
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel entry = FileChannel.open(directory)) {
        entry.force(true);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
