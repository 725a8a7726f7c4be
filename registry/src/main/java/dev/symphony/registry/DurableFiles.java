package dev.symphony.registry;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that appear whole or not at all, whatever ends the process meanwhile. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Puts a file in place; its content is on disk when this returns. */
  public static void replace(Path file, Bytes content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
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
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes the names of the files in a directory durable. */
  public static void sync(Path directory) throws IOException {
    Objects.requireNonNull(directory, "directory");
    try (FileChannel entries = FileChannel.open(directory)) {
      entries.force(true);
    }
  }
}
