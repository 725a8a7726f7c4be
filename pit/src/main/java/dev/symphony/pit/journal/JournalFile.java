package dev.symphony.pit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * An append-only file of entries, each with its length and its CRC-32C before it. What a crash cut
 * short at the end is left out when reading, and cut off when somebody goes on writing.
 */
final class JournalFile implements AutoCloseable {
  private static final int HEAD_BYTES = 8;
  private static final int MAX_ENTRY_BYTES = 1 << 30;
  private static final int MAX_BUFFERED_BYTES = 1 << 20;

  private final FileChannel channel;
  private ByteBuffer buffered = ByteBuffer.allocate(1 << 16);

  private JournalFile(FileChannel channel) {
    this.channel = channel;
  }

  /** The entries of a file, whole ones only. */
  static List<Entry> read(Path file) throws IOException {
    return new ArrayList<>(scan(ByteBuffer.wrap(Files.readAllBytes(file))));
  }

  /** Opens a file for going on after its last whole entry. */
  static JournalFile append(Path file) throws IOException {
    ByteBuffer content =
        Files.exists(file) ? ByteBuffer.wrap(Files.readAllBytes(file)) : ByteBuffer.allocate(0);
    scan(content);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(content.position());
    channel.position(content.position());
    return new JournalFile(channel);
  }

  /** The whole entries at the front of {@code content}, whose position is then behind them. */
  private static List<Entry> scan(ByteBuffer content) throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (content.remaining() >= HEAD_BYTES) {
      int length = content.getInt(content.position());
      int sum = content.getInt(content.position() + 4);
      if (length < 1 || length > MAX_ENTRY_BYTES || length > content.remaining() - HEAD_BYTES) {
        break;
      }
      byte[] bytes = new byte[length];
      content.get(content.position() + HEAD_BYTES, bytes);
      if (sum != sum(bytes)) {
        break;
      }
      entries.add(EntryCodec.decode(bytes));
      content.position(content.position() + HEAD_BYTES + length);
    }
    return entries;
  }

  private static int sum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Writes an entry; it has left the process when {@link #push} or {@link #force} returns. */
  void write(Entry entry) throws IOException {
    byte[] bytes = EntryCodec.encode(entry);
    int needed = HEAD_BYTES + bytes.length;
    if (needed > buffered.remaining()) {
      push();
      if (needed > buffered.capacity()) {
        buffered = ByteBuffer.allocate(Math.max(needed, MAX_BUFFERED_BYTES));
      }
    }
    buffered.putInt(bytes.length).putInt(sum(bytes)).put(bytes);
  }

  /** Hands what was written to the operating system: it survives the death of the process. */
  void push() throws IOException {
    buffered.flip();
    while (buffered.hasRemaining()) {
      channel.write(buffered);
    }
    buffered.clear();
  }

  /** Waits until what was written is on the disk: it survives the death of the machine. */
  void force() throws IOException {
    push();
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
