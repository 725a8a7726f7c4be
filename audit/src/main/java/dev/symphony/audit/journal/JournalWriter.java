package dev.symphony.audit.journal;

import dev.symphony.audit.tile.TileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes frames to the end of the journal. It keeps what is not durable yet, so that every step can
 * be repeated after it failed: {@link #write} goes on where it stopped, and a failed {@link #sync}
 * writes everything again that the disk may have lost.
 */
public final class JournalWriter implements AutoCloseable {
  private final Path log;
  private final List<byte[]> unsynced = new ArrayList<>();
  private int unsyncedBytes;
  private Path path;
  private FileChannel channel;
  private long durable;
  private long written;

  private JournalWriter(Path log, Path path, FileChannel channel) {
    this.log = log;
    this.path = path;
    this.channel = channel;
  }

  /** An empty journal for what follows the first {@code size} entries. */
  public static JournalWriter open(Path log, long size) throws IOException {
    Files.createDirectories(JournalFiles.directory(log));
    Path path = JournalFiles.path(log, size);
    JournalWriter writer = new JournalWriter(log, path, create(path));
    TileWriter.syncDirectory(JournalFiles.directory(log));
    TileWriter.syncDirectory(log);
    return writer;
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Goes on in a new journal, once everything in the present one is durable.
   *
   * @return the journal that it leaves behind
   */
  public Path startAgain(long size) throws IOException {
    if (unsyncedBytes() > 0) {
      throw new IllegalStateException("the journal is not durable yet");
    }
    Path next = JournalFiles.path(log, size);
    FileChannel opened = create(next);
    try {
      TileWriter.syncDirectory(JournalFiles.directory(log));
      channel.close();
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    Path complete = path;
    channel = opened;
    path = next;
    durable = 0;
    written = 0;
    return complete;
  }

  /** Takes a frame in, in memory; the caller does not touch it again. */
  public void add(byte[] frame) {
    unsynced.add(frame);
    unsyncedBytes += frame.length;
  }

  /** Hands everything to the operating system: it survives the end of this process. */
  public void write() throws IOException {
    long start = durable;
    for (byte[] frame : unsynced) {
      if (start + frame.length > written) {
        ByteBuffer rest = ByteBuffer.wrap(frame);
        rest.position((int) (written - start));
        while (rest.hasRemaining()) {
          written += channel.write(rest, written);
        }
      }
      start += frame.length;
    }
  }

  /** Brings everything to the disk: it survives the end of the machine. */
  public void sync() throws IOException {
    write();
    if (unsynced.isEmpty()) {
      return;
    }
    try {
      channel.force(false);
    } catch (IOException e) {
      written = durable;
      throw e;
    }
    durable = written;
    unsynced.clear();
    unsyncedBytes = 0;
  }

  /** How many bytes are not durable. */
  public int unsyncedBytes() {
    return unsyncedBytes;
  }

  /** How many bytes it has. */
  public long bytes() {
    return durable + unsyncedBytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
