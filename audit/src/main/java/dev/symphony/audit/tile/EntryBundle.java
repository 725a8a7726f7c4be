package dev.symphony.audit.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entries one after the other, each after its length as an unsigned 16-bit number. */
public final class EntryBundle {
  /** The length of the longest entry. */
  public static final int MAX_ENTRY_BYTES = 0xFFFF;

  private EntryBundle() {}

  /** How many bytes these entries take. */
  public static int bytes(List<byte[]> entries) {
    int bytes = entries.size() * Short.BYTES;
    for (byte[] entry : entries) {
      bytes += entry.length;
    }
    return bytes;
  }

  /** Adds entries. */
  public static void write(List<byte[]> entries, ByteBuffer out) {
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException("an entry has at most " + MAX_ENTRY_BYTES + " bytes");
      }
      out.putShort((short) entry.length).put(entry);
    }
  }

  /** The bundle of these entries. */
  public static byte[] of(List<byte[]> entries) {
    ByteBuffer out = ByteBuffer.allocate(bytes(entries));
    write(entries, out);
    return out.array();
  }

  /** Reads a bundle of exactly {@code count} entries; nothing when it is not one. */
  public static Optional<List<byte[]>> read(byte[] bytes, int count) {
    List<byte[]> entries = new ArrayList<>(count);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.remaining() >= Short.BYTES && entries.size() < count) {
      int length = Short.toUnsignedInt(rest.getShort());
      if (length > rest.remaining()) {
        return Optional.empty();
      }
      entries.add(Arrays.copyOfRange(bytes, rest.position(), rest.position() + length));
      rest.position(rest.position() + length);
    }
    return entries.size() == count && !rest.hasRemaining()
        ? Optional.of(entries)
        : Optional.empty();
  }
}
