/**
 * Signature keys: Ed25519 and secp256r1, with strict checks and private keys that never print
 * themselves.
 */
@NullMarked
package dev.symphony.capabilities.key;

import org.jspecify.annotations.NullMarked;
