package dev.symphony.pit.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** How bytes get into a file; tests put a failing disk in its place. */
@FunctionalInterface
interface FileWriting {
  /** Writes all of {@code content}, and returns when it would survive a loss of power. */
  void write(FileChannel file, ByteBuffer content) throws IOException;

  /** Writes and flushes to the disk. */
  static void durably(FileChannel file, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      file.write(content);
    }
    file.force(true);
  }
}
