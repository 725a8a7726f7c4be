package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.SignatureForms;

/**
 * What names one block of one token for revocation: its signature.
 *
 * <p>An ECDSA signature has a twin that holds for the same message and that anybody can work out.
 * Two ids are equal when their signatures are the same or twins, so that the twin does not escape a
 * revocation. Ed25519 signatures have no twins that pass the strict check.
 */
public final class RevocationId {
  private final Bytes bytes;
  private final Bytes canonical;

  /** The id with these bytes. */
  public RevocationId(Bytes bytes) {
    this.bytes = bytes;
    this.canonical = SignatureForms.canonical(bytes);
  }

  /** The bytes of the signature as they stand in the token. */
  public Bytes bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationId that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** The hexadecimal form of the bytes. */
  @Override
  public String toString() {
    return bytes.toHex();
  }
}
