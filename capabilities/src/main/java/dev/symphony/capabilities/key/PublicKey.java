package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;
import java.util.Optional;

/**
 * A public key: an algorithm and an encoded point.
 *
 * <p>Creating one checks the shape of the encoding; whether the point is acceptable is found out
 * when a signature is checked ({@link SignatureCheck#BAD_KEY}) or when {@link #isAcceptable} is
 * asked.
 */
public final class PublicKey {
  /** How many signatures of one key are checked before a table of it is worth its memory. */
  private static final int CHECKS_BEFORE_TABLE = 32;

  private final Algorithm algorithm;
  private final Bytes encoded;
  private int checks;
  private volatile Optional<EdwardsTable> table = Optional.empty();

  private PublicKey(Algorithm algorithm, Bytes encoded) {
    this.algorithm = algorithm;
    this.encoded = encoded;
  }

  /**
   * The key with this encoding: 32 bytes of RFC 8032, or 33 bytes of compressed SEC 1.
   *
   * @throws KeyException if the length or the prefix does not fit the algorithm
   */
  public static PublicKey of(Algorithm algorithm, Bytes encoded) {
    if (encoded.length() != algorithm.publicKeyLength()) {
      throw new KeyException(
          "a public key of %s has %d bytes, not %d"
              .formatted(algorithm.label(), algorithm.publicKeyLength(), encoded.length()));
    }
    if (algorithm == Algorithm.SECP256R1 && encoded.at(0) != 2 && encoded.at(0) != 3) {
      throw new KeyException("a public key of secp256r1 is a compressed point");
    }
    return new PublicKey(algorithm, encoded);
  }

  /**
   * The key in its text form, {@code ed25519/HEX} or {@code secp256r1/HEX}.
   *
   * @throws KeyException if the text is of another form or the point is not acceptable
   */
  public static PublicKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new KeyException("a public key is written ALGORITHM/HEX");
    }
    Algorithm algorithm =
        Algorithm.ofLabel(text.substring(0, slash))
            .orElseThrow(() -> new KeyException("unknown key algorithm"));
    PublicKey key = of(algorithm, hex(text.substring(slash + 1)));
    if (!key.isAcceptable()) {
      throw new KeyException("the public key is not an acceptable point of its curve");
    }
    return key;
  }

  private static Bytes hex(String text) {
    try {
      return Bytes.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw new KeyException("a public key is written in hexadecimal", e);
    }
  }

  /** The algorithm that signatures of this key use. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The encoded point. */
  public Bytes encoded() {
    return encoded;
  }

  /** Whether the encoding is canonical, on the curve, and not a point of small order. */
  public boolean isAcceptable() {
    return switch (algorithm) {
      case ED25519 -> Ed25519Signatures.isAcceptable(encoded.toArray());
      case SECP256R1 -> Secp256r1Signatures.decode(encoded.toArray()).isPresent();
    };
  }

  /** Checks a signature over a message, with the strictness that the package documents. */
  public SignatureCheck check(byte[] message, Bytes signature) {
    return switch (algorithm) {
      case ED25519 -> checkEd25519(encoded.toArray(), message, signature.toArray());
      case SECP256R1 -> Secp256r1Signatures.check(encoded.toArray(), message, signature.toArray());
    };
  }

  /** Checks a signature; a key that is asked often, like a root key, gets a table to be faster. */
  private SignatureCheck checkEd25519(byte[] key, byte[] message, byte[] signature) {
    if (checks < CHECKS_BEFORE_TABLE && ++checks == CHECKS_BEFORE_TABLE) {
      table = Ed25519Equation.table(key);
    }
    return Ed25519Signatures.check(key, table, message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that
        && algorithm == that.algorithm
        && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return 31 * algorithm.wireId() + encoded.hashCode();
  }

  /** The text form, {@code ALGORITHM/HEX}. */
  @Override
  public String toString() {
    return algorithm.label() + "/" + encoded.toHex();
  }
}
