package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;
import java.security.SecureRandom;

/**
 * A private key: signs, and gives its public key.
 *
 * <p>It never prints its secret, compares by identity, and hands its bytes only to callers that
 * show a {@link SecretKeyAccess}.
 */
public final class PrivateKey {
  /** The length of a secret of either algorithm, in bytes. */
  public static final int SECRET_LENGTH = 32;

  private final Algorithm algorithm;
  private final byte[] secret;
  private final PublicKey publicKey;

  private PrivateKey(Algorithm algorithm, byte[] secret) {
    this.algorithm = algorithm;
    this.secret = secret;
    this.publicKey =
        switch (algorithm) {
          case ED25519 -> Ed25519Signatures.publicKey(secret);
          case SECP256R1 -> Secp256r1Signatures.publicKey(secret);
        };
  }

  /** A new key from the given source of randomness. */
  public static PrivateKey generate(Algorithm algorithm, SecureRandom random) {
    byte[] secret = new byte[SECRET_LENGTH];
    do {
      random.nextBytes(secret);
    } while (!isSecret(algorithm, secret));
    return new PrivateKey(algorithm, secret);
  }

  /**
   * The key with these secret bytes: the seed of RFC 8032, or the big-endian scalar of secp256r1.
   *
   * @throws KeyException if the length is not 32 or the scalar is out of range
   */
  public static PrivateKey of(Algorithm algorithm, Bytes secret) {
    byte[] copy = secret.toArray();
    if (!isSecret(algorithm, copy)) {
      throw new KeyException("not a private key of " + algorithm.label());
    }
    return new PrivateKey(algorithm, copy);
  }

  private static boolean isSecret(Algorithm algorithm, byte[] secret) {
    return secret.length == SECRET_LENGTH
        && (algorithm != Algorithm.SECP256R1 || Secp256r1Signatures.isScalar(secret));
  }

  /** The algorithm that this key signs with. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The public half. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** A signature over a message; the same message always gives the same signature. */
  public Bytes sign(byte[] message) {
    return switch (algorithm) {
      case ED25519 -> Ed25519Signatures.sign(secret, publicKey.encoded().toArray(), message);
      case SECP256R1 -> Secp256r1Signatures.sign(secret, message);
    };
  }

  /** The secret bytes, for a caller that shows the permission to see them. */
  public Bytes secret(SecretKeyAccess access) {
    java.util.Objects.requireNonNull(access, "access");
    return Bytes.copyOf(secret);
  }

  /** Names the public key only. */
  @Override
  public String toString() {
    return "private key of " + publicKey;
  }
}
