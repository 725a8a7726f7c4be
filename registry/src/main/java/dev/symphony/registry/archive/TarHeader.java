package dev.symphony.registry.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * The header of one regular file in the POSIX ustar format, in the one form that archives of
 * extensions have: mode 0644, no owner, time zero, no extensions of the format. A file has exactly
 * one header, so the same files always give the same archive.
 *
 * @param path the path in the archive
 * @param size the size of the content in bytes
 */
record TarHeader(String path, long size) {
  static final int BLOCK = 512;
  static final char REGULAR = '0';
  private static final int NAME = 100;
  private static final int PREFIX = 155;
  private static final int PREFIX_AT = 345;
  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final long MAX_SIZE = 0_7777_7777_777L;

  /** The header as a block; nothing when the path is too long for the format. */
  Optional<byte[]> encode() {
    byte[] name = path.getBytes(UTF_8);
    int split = split(name);
    if (split < 0 || size > MAX_SIZE) {
      return Optional.empty();
    }
    byte[] block = new byte[BLOCK];
    int start = split == 0 ? 0 : split + 1;
    System.arraycopy(name, start, block, 0, name.length - start);
    System.arraycopy(name, 0, block, PREFIX_AT, split);
    put(block, 100, "0000644\0");
    put(block, 108, "0000000\0");
    put(block, 116, "0000000\0");
    put(block, SIZE_AT, "%011o\0".formatted(size));
    put(block, 136, "00000000000\0");
    block[TYPE_AT] = REGULAR;
    put(block, MAGIC_AT, "ustar\00000");
    put(block, 329, "0000000\0");
    put(block, 337, "0000000\0");
    put(block, CHECKSUM_AT, "%06o\0 ".formatted(checksum(block)));
    return Optional.of(block);
  }

  /** Where the path is cut into prefix and name: 0 for no prefix, -1 when it does not fit. */
  private static int split(byte[] name) {
    if (name.length <= NAME) {
      return 0;
    }
    for (int i = Math.max(1, name.length - NAME - 1);
        i < Math.min(name.length - 1, PREFIX + 1);
        i++) {
      if (name[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static int checksum(byte[] block) {
    int sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? 0 : block[i] & 0xff;
    }
    return sum;
  }

  /** The type of the entry whose header starts at {@code at}. */
  static char type(byte[] archive, int at) {
    return (char) (archive[at + TYPE_AT] & 0xff);
  }

  /** Whether there is a header of the ustar format at {@code at}. */
  static boolean isUstar(byte[] archive, int at) {
    return new String(archive, at + MAGIC_AT, 5, US_ASCII).equals("ustar");
  }

  /** The path and size that the header at {@code at} tells; nothing when the size is no number. */
  static Optional<TarHeader> decode(byte[] archive, int at) {
    String prefix = text(archive, at + PREFIX_AT, PREFIX);
    String name = text(archive, at, NAME);
    String size = text(archive, at + SIZE_AT, 12);
    if (!size.matches("[0-7]{1,11}")) {
      return Optional.empty();
    }
    return Optional.of(
        new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, Long.parseLong(size, 8)));
  }

  private static String text(byte[] archive, int at, int length) {
    int end = at;
    while (end < at + length && archive[end] != 0) {
      end++;
    }
    return new String(archive, at, end - at, UTF_8);
  }
}
