package dev.symphony.audit.journal;

import dev.symphony.audit.tile.TileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes frames to the end of the journal. It keeps what is not durable yet, so that every step can
 * be repeated after it failed: {@link #write} goes on where it stopped, and a failed {@link #sync}
 * writes everything again that the disk may have lost.
 */
public final class JournalWriter implements AutoCloseable {
  private final Path log;
  private final ByteArrayOutputStream unsynced = new ByteArrayOutputStream();
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

  /** Goes on in a new journal; everything in the present one is in tiles, so it goes. */
  public void startAgain(long size) throws IOException {
    Path next = JournalFiles.path(log, size);
    if (next.equals(path)) {
      return;
    }
    FileChannel opened = create(next);
    channel.close();
    Files.deleteIfExists(path);
    channel = opened;
    path = next;
    durable = 0;
    written = 0;
    TileWriter.syncDirectory(JournalFiles.directory(log));
  }

  /** Takes a frame in, in memory. */
  public void add(byte[] frame) {
    unsynced.writeBytes(frame);
  }

  /** Hands everything to the operating system: it survives the end of this process. */
  public void write() throws IOException {
    int done = (int) (written - durable);
    ByteBuffer rest = ByteBuffer.wrap(unsynced.toByteArray(), done, unsynced.size() - done);
    while (rest.hasRemaining()) {
      written += channel.write(rest, written);
    }
  }

  /** Brings everything to the disk: it survives the end of the machine. */
  public void sync() throws IOException {
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
  public int unsyncedBytes() {
    return unsynced.size();
  }

  /** How many bytes it has. */
  public long bytes() {
    return durable + unsynced.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
