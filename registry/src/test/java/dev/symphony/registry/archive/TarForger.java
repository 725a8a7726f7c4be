package dev.symphony.registry.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.symphony.capabilities.Bytes;
import java.io.ByteArrayOutputStream;

/** Makes tar archives that no honest tool would make. */
final class TarForger {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds an entry with a correct checksum, whatever else it says. */
  TarForger entry(String name, char type, String link, String size, byte[] content) {
    byte[] block = new byte[512];
    put(block, 0, name, 100);
    put(block, 100, "0000644\0", 8);
    put(block, 108, "0000000\0", 8);
    put(block, 116, "0000000\0", 8);
    put(block, 124, size, 12);
    put(block, 136, "00000000000\0", 12);
    block[156] = (byte) type;
    put(block, 157, link, 100);
    put(block, 257, "ustar\00000", 8);
    put(block, 329, "0000000\0", 8);
    put(block, 337, "0000000\0", 8);
    int sum = 8 * ' ';
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum), 8);
    out.writeBytes(block);
    out.writeBytes(content);
    out.writeBytes(new byte[ArchiveReader.padding(content.length)]);
    return this;
  }

  TarForger file(String name, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return entry(name, '0', "", "%011o\0".formatted(bytes.length), bytes);
  }

  TarForger empty(String name, char type, String link) {
    return entry(name, type, link, "00000000000\0", new byte[0]);
  }

  Bytes end() {
    out.writeBytes(new byte[1024]);
    return Bytes.copyOf(out.toByteArray());
  }

  Bytes cut() {
    return Bytes.copyOf(out.toByteArray());
  }

  private static void put(byte[] block, int at, String text, int length) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, length));
  }
}
