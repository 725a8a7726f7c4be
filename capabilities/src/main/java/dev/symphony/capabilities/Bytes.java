package dev.symphony.capabilities;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of bytes, ordered as unsigned values; equality takes the same time whatever
 * the contents are.
 */
public final class Bytes implements Comparable<Bytes> {
  private static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** The sequence of no bytes. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** A copy of {@code content}. */
  public static Bytes copyOf(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /** A copy of {@code length} bytes of {@code content} from {@code offset}. */
  public static Bytes copyOf(byte[] content, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(content, offset, offset + length));
  }

  /**
   * Wraps {@code content} without a copy. The caller hands the array over and never touches it
   * again.
   */
  public static Bytes ofOwnedArray(byte[] content) {
    return new Bytes(content);
  }

  /** The UTF-8 form of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads lower- or upper-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code digits} is not an even number of hexadecimal
   *     digits
   */
  public static Bytes fromHex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /** The number of bytes. */
  public int length() {
    return content.length;
  }

  /** The byte at {@code index}. */
  public byte at(int index) {
    return content[index];
  }

  /** A fresh copy as an array. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Writes the content into an array, from {@code offset} on. */
  public void copyInto(byte[] target, int offset) {
    System.arraycopy(content, 0, target, offset, content.length);
  }

  /** A read-only view, without a copy. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** The bytes read as UTF-8, malformed input replaced. */
  public String toUtf8() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Lower-case hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().formatHex(content);
  }

  /** Adds the bytes to a digest or signature, without a copy. */
  public void update(MessageDigest digest) {
    digest.update(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && MessageDigest.isEqual(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Names the length only: the contents may be secret. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
