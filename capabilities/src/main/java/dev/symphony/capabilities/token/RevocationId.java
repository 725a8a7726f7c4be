package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;

/**
 * What names one block of one token for revocation: its signature.
 *
 * @param bytes the bytes of the signature
 */
public record RevocationId(Bytes bytes) {
  /** The hexadecimal form. */
  @Override
  public String toString() {
    return bytes.toHex();
  }
}
