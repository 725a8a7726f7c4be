package dev.symphony.audit.note;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.key.SignatureCheck;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A named public key that notes are verified with. Its text is {@code NAME+ID+BASE64}, as in C2SP's
 * signed notes.
 *
 * @param name who signs
 * @param kind what the signatures say
 * @param key the Ed25519 key
 */
public record VerifierKey(String name, SignatureKind kind, PublicKey key) {
  public VerifierKey {
    if (!KeyName.isName(name) || key.algorithm() != Algorithm.ED25519) {
      throw new IllegalArgumentException("a note is signed with a named Ed25519 key");
    }
  }

  /**
   * Reads a key from its text.
   *
   * @throws NoteException when it is malformed
   */
  public static VerifierKey parse(String text) throws NoteException {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3 || !KeyName.isName(parts[0])) {
      throw new NoteException("a key is written NAME+ID+BASE64");
    }
    try {
      byte[] material = Base64.getDecoder().decode(parts[2]);
      SignatureKind kind =
          SignatureKind.of(material.length == 0 ? 0 : material[0])
              .orElseThrow(() -> new NoteException("a kind of key that is not known here"));
      Bytes point = Bytes.copyOf(material, 1, material.length - 1);
      VerifierKey key = new VerifierKey(parts[0], kind, PublicKey.of(Algorithm.ED25519, point));
      if (!key.toString().equals(text.strip())) {
        throw new NoteException("the name and the number of the key do not belong together");
      }
      return key;
    } catch (IllegalArgumentException | KeyException e) {
      throw new NoteException("the key is malformed: " + e.getMessage(), e);
    }
  }

  /** The four bytes that signatures refer to the key by. */
  public Bytes id() {
    return KeyName.id(name, kind, key);
  }

  /** Whether {@code signature} is this key's, and holds over the text of a note. */
  boolean verifies(NoteSignature signature, String body) {
    Bytes content = signature.content();
    if (!signature.name().equals(name)
        || !signature.keyId().equals(id())
        || content.length() != kind.prefixBytes() + 64) {
      return false;
    }
    byte[] bytes = content.toArray();
    Bytes proper = Bytes.copyOf(bytes, kind.prefixBytes(), 64);
    long time = kind == SignatureKind.COSIGNATURE ? ByteBuffer.wrap(bytes).getLong() : 0;
    return time >= 0 && key.check(signedText(kind, time, body), proper) == SignatureCheck.VALID;
  }

  static byte[] signedText(SignatureKind kind, long time, String body) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (kind == SignatureKind.COSIGNATURE) {
      text.writeBytes(("cosignature/v1\ntime " + time + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    text.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    return text.toByteArray();
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return name
        + "+"
        + id().toHex()
        + "+"
        + Base64.getEncoder().encodeToString(KeyName.material(kind, key.encoded()));
  }
}
