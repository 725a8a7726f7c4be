package dev.symphony.audit.note;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PublicKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The name of a key, and the four bytes that signatures refer to it by. */
final class KeyName {
  static final int ID_BYTES = 4;

  private KeyName() {}

  /** Whether a text can name a key: not empty, and without white space and {@code +}. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.codePoints().noneMatch(c -> c == '+' || c < ' ' || Character.isWhitespace(c));
  }

  static Bytes id(String name, SignatureKind kind, PublicKey key) {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      text.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
      text.writeBytes(material(kind, key.encoded()));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toByteArray());
      return Bytes.ofOwnedArray(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] material(SignatureKind kind, Bytes key) {
    byte[] material = new byte[1 + key.length()];
    material[0] = (byte) kind.id();
    key.copyInto(material, 1);
    return material;
  }
}
