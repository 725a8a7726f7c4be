package dev.symphony.audit.journal;

import dev.symphony.audit.tile.EntryBundle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A batch in the journal: length, checksum, then how much of the log was on the disk when it was
 * written, its entries, and the signed checkpoint of the log with them.
 *
 * @param durable so many entries were durable before
 * @param entries the entries of the batch
 * @param checkpoint the signed note
 */
public record JournalFrame(long durable, List<byte[]> entries, String checkpoint) {
  private static final int HEAD_BYTES = 2 * Integer.BYTES;
  private static final int LEAST_BYTES = HEAD_BYTES + Long.BYTES + Integer.BYTES;

  public JournalFrame {
    entries = List.copyOf(entries);
  }

  /** A frame, and where it ends. */
  public record Found(JournalFrame frame, int end) {}

  /** The bytes of the frame. */
  public byte[] encode() {
    byte[] note = checkpoint.getBytes(StandardCharsets.UTF_8);
    int length = LEAST_BYTES - HEAD_BYTES + EntryBundle.bytes(entries) + note.length;
    ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES + length);
    frame.position(HEAD_BYTES);
    frame.putLong(durable).putInt(entries.size());
    EntryBundle.write(entries, frame);
    frame.put(note).rewind();
    return frame.putInt(length).putInt(checksum(frame.array(), HEAD_BYTES, length)).array();
  }

  /** The whole frame that begins at {@code offset}, if there is one. */
  public static Optional<Found> at(byte[] bytes, int offset) {
    if (bytes.length - offset < LEAST_BYTES) {
      return Optional.empty();
    }
    ByteBuffer head = ByteBuffer.wrap(bytes, offset, HEAD_BYTES);
    int length = head.getInt();
    int start = offset + HEAD_BYTES;
    if (length < LEAST_BYTES - HEAD_BYTES
        || length > bytes.length - start
        || checksum(bytes, start, length) != head.getInt()) {
      return Optional.empty();
    }
    return decode(ByteBuffer.wrap(bytes, start, length))
        .map(frame -> new Found(frame, start + length));
  }

  private static Optional<JournalFrame> decode(ByteBuffer payload) {
    try {
      long durable = payload.getLong();
      int count = payload.getInt();
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] entry = new byte[Short.toUnsignedInt(payload.getShort())];
        payload.get(entry);
        entries.add(entry);
      }
      String checkpoint = StandardCharsets.UTF_8.decode(payload).toString();
      return Optional.of(new JournalFrame(durable, entries, checkpoint));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
