package dev.symphony.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes lines to the end of the last segment. It keeps what is not durable yet, so that every step
 * can be repeated after it failed: {@link #write} goes on where it stopped, and a failed {@link
 * #sync} writes everything again that the disk may have lost.
 */
final class SegmentWriter implements AutoCloseable {
  private final Path directory;
  private final long segmentBytes;
  private final ByteArrayOutputStream unsynced = new ByteArrayOutputStream();
  private FileChannel channel;
  private long durable;
  private long written;

  private SegmentWriter(Path directory, long segmentBytes, FileChannel channel, long size) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.channel = channel;
    this.durable = size;
    this.written = size;
  }

  /** Goes on after the first {@code goodBytes} bytes of {@code segment}; the rest is cut off. */
  static SegmentWriter resume(Path segment, long goodBytes, long segmentBytes) throws IOException {
    FileChannel channel = open(segment);
    channel.truncate(goodBytes);
    channel.force(true);
    Path directory = segment.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("a segment is in a directory");
    }
    syncDirectory(directory);
    return new SegmentWriter(directory, segmentBytes, channel, goodBytes);
  }

  private static FileChannel open(Path segment) throws IOException {
    return FileChannel.open(segment, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** Starts a new segment when the present one is full. */
  void rotateIfFull(long nextSequence) throws IOException {
    if (written == 0 || durable + unsynced.size() < segmentBytes) {
      return;
    }
    sync();
    FileChannel next = open(Segments.path(directory, nextSequence));
    syncDirectory(directory);
    channel.close();
    channel = next;
    durable = 0;
    written = 0;
  }

  /** Takes lines in, in memory. */
  void add(ByteArrayOutputStream lines) {
    unsynced.writeBytes(lines.toByteArray());
  }

  /** Hands everything to the operating system: it survives the end of this process. */
  void write() throws IOException {
    int done = (int) (written - durable);
    ByteBuffer rest = ByteBuffer.wrap(unsynced.toByteArray(), done, unsynced.size() - done);
    while (rest.hasRemaining()) {
      written += channel.write(rest, written);
    }
  }

  /** Brings everything to the disk: it survives the end of the machine. */
  void sync() throws IOException {
    write();
    if (unsynced.size() == 0) {
      return;
    }
    try {
      channel.force(false);
    } catch (IOException e) {
      written = durable;
      throw e;
    }
    durable = written;
    unsynced.reset();
  }

  /** How many bytes are not durable. */
  int unsyncedBytes() {
    return unsynced.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
