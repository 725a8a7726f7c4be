package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PublicKey;
import java.util.Optional;

/**
 * A block as it is signed.
 *
 * @param payload the encoded content
 * @param nextKey the key that signs the next block, or the proof
 * @param signature the signature by the previous block's next key, or by the root key
 * @param external the signature by a third party, where there is one
 * @param version the version of what is signed: 0 or 1
 */
record SignedBlock(
    Bytes payload,
    PublicKey nextKey,
    Bytes signature,
    Optional<ExternalSignature> external,
    int version) {

  /**
   * A third party's signature over a block.
   *
   * @param signature the signature
   * @param key the key of the third party
   */
  record ExternalSignature(Bytes signature, PublicKey key) {}
}
