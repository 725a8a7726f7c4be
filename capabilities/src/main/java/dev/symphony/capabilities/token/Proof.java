package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PrivateKey;

/** What a token ends with, and what shows that no block was cut off. */
sealed interface Proof {
  /** The private half of the last block's next key: the holder can append blocks. */
  record NextSecret(PrivateKey key) implements Proof {}

  /** A signature by that key over the last block: nobody can append blocks. */
  record Seal(Bytes signature) implements Proof {}
}
