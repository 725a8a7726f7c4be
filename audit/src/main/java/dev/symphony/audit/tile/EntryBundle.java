package dev.symphony.audit.tile;

import java.io.ByteArrayOutputStream;
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

  /** Adds an entry. */
  public static void write(byte[] entry, ByteArrayOutputStream out) {
    if (entry.length > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException("an entry has at most " + MAX_ENTRY_BYTES + " bytes");
    }
    out.write(entry.length >>> 8);
    out.write(entry.length);
    out.writeBytes(entry);
  }

  /** The bundle of these entries. */
  public static byte[] of(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entries.forEach(entry -> write(entry, out));
    return out.toByteArray();
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
