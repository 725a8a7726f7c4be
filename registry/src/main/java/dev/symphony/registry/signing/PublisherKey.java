package dev.symphony.registry.signing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.registry.Digest;
import java.util.Optional;

/**
 * The public key of a publisher: Ed25519, and for hybrid keys ML-DSA-65 beside it. A hybrid key
 * accepts only what both of its halves accept.
 *
 * @param classic the Ed25519 half
 * @param postQuantum the encoded ML-DSA-65 half, 1,952 bytes
 */
public record PublisherKey(PublicKey classic, Optional<Bytes> postQuantum) {
  private static final String SECOND = "+ml-dsa-65/";

  public PublisherKey {
    if (classic.algorithm() != Algorithm.ED25519) {
      throw new KeyException("a publisher's key is an Ed25519 key");
    }
    if (postQuantum.isPresent() && postQuantum.get().length() != MlDsa.PUBLIC_LENGTH) {
      throw new KeyException("a public key of ML-DSA-65 has 1,952 bytes");
    }
  }

  /**
   * The key in its text form, {@code ed25519/HEX} or {@code ed25519/HEX+ml-dsa-65/HEX}.
   *
   * @throws KeyException if the text is of another form
   */
  public static PublisherKey parse(String text) {
    int plus = text.indexOf(SECOND);
    if (plus < 0) {
      return new PublisherKey(PublicKey.parse(text), Optional.empty());
    }
    try {
      return new PublisherKey(
          PublicKey.parse(text.substring(0, plus)),
          Optional.of(Bytes.fromHex(text.substring(plus + SECOND.length()))));
    } catch (IllegalArgumentException e) {
      throw new KeyException("a public key is written in hexadecimal", e);
    }
  }

  /** What people compare: the SHA-256 of the text form. */
  public Digest fingerprint() {
    return Digest.of(Bytes.utf8(toString()));
  }

  /** The name of the Ed25519 half in signatures. */
  String classicId() {
    return fingerprint().text();
  }

  /** The name of the ML-DSA-65 half in signatures. */
  String postQuantumId() {
    return fingerprint().text() + "#ml-dsa-65";
  }

  /** The text form, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return classic + postQuantum.map(key -> SECOND + key.toHex()).orElse("");
  }
}
