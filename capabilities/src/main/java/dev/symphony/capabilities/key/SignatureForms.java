package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;

/** The forms that one signature can take. */
public final class SignatureForms {
  private static final int ED25519_LENGTH = 64;

  private SignatureForms() {}

  /**
   * The same bytes for a signature and for its twin.
   *
   * <p>The twin of the ECDSA signature (r, s) is (r, n - s). Of the two, this is the one with the
   * smaller s. Other bytes are returned as they are; an ECDSA signature of 64 bytes cannot be told
   * from one of Ed25519 by its length, but its encoding can.
   */
  public static Bytes canonical(Bytes signature) {
    if (signature.length() == ED25519_LENGTH && signature.at(0) != EcdsaSignature.SEQUENCE) {
      return signature;
    }
    return EcdsaSignature.parse(signature.toArray())
        .map(parsed -> parsed.withSmallerS(Secp256r1Signatures.order()).encoded())
        .orElse(signature);
  }
}
