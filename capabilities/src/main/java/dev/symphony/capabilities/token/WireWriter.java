package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes the fields of one protobuf message, in the order of the calls. */
final class WireWriter {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;

  private byte[] buffer = new byte[128];
  private int length;

  /** The bytes of a message that is filled in by a consumer. */
  static Bytes message(Consumer<WireWriter> content) {
    WireWriter writer = new WireWriter();
    content.accept(writer);
    return Bytes.copyOf(writer.buffer, 0, writer.length);
  }

  void number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
  }

  void bool(int field, boolean value) {
    number(field, value ? 1 : 0);
  }

  void bytes(int field, Bytes content) {
    delimited(field, content.length());
    reserve(content.length());
    content.copyInto(buffer, length);
    length += content.length();
  }

  /** Appends fields that are encoded already. */
  void raw(Bytes fields) {
    reserve(fields.length());
    fields.copyInto(buffer, length);
    length += fields.length();
  }

  void string(int field, String content) {
    append(field, content.getBytes(StandardCharsets.UTF_8));
  }

  void message(int field, Consumer<WireWriter> content) {
    WireWriter inner = new WireWriter();
    content.accept(inner);
    delimited(field, inner.length);
    reserve(inner.length);
    System.arraycopy(inner.buffer, 0, buffer, length, inner.length);
    length += inner.length;
  }

  private void append(int field, byte[] content) {
    delimited(field, content.length);
    reserve(content.length);
    System.arraycopy(content, 0, buffer, length, content.length);
    length += content.length;
  }

  private void delimited(int field, int size) {
    varint(((long) field << 3) | DELIMITED);
    varint(size);
  }

  private void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    buffer[length++] = (byte) rest;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }
}
