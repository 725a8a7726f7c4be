package dev.symphony.capabilities.key;

import java.util.Optional;

/** A signature algorithm that a block of a token may be signed with. */
public enum Algorithm {
  /** Ed25519 of RFC 8032: keys of 32 bytes, signatures of 64. */
  ED25519(0, "ed25519", 32),
  /** ECDSA over secp256r1 with SHA-256: compressed keys of 33 bytes, DER signatures. */
  SECP256R1(1, "secp256r1", 33);

  private final int wireId;
  private final String label;
  private final int publicKeyLength;

  Algorithm(int wireId, String label, int publicKeyLength) {
    this.wireId = wireId;
    this.label = label;
    this.publicKeyLength = publicKeyLength;
  }

  /** The number that stands for the algorithm in the token format. */
  public int wireId() {
    return wireId;
  }

  /** The name in front of the slash in the text form of a key. */
  public String label() {
    return label;
  }

  /** The length of an encoded public key, in bytes. */
  public int publicKeyLength() {
    return publicKeyLength;
  }

  /** The algorithm behind a number of the token format. */
  public static Optional<Algorithm> ofWireId(long wireId) {
    for (Algorithm algorithm : values()) {
      if (algorithm.wireId == wireId) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The algorithm behind a name. */
  public static Optional<Algorithm> ofLabel(String label) {
    for (Algorithm algorithm : values()) {
      if (algorithm.label.equals(label)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
