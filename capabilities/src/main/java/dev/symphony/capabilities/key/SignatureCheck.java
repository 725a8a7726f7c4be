package dev.symphony.capabilities.key;

/**
 * The outcome of checking one signature. Only {@link #VALID} means that the key's holder signed.
 */
public enum SignatureCheck {
  /** The signature is well formed and the equation holds. */
  VALID,
  /** The signature is well formed, but was not made over this message by this key. */
  INVALID,
  /** The bytes are not a signature of this algorithm: wrong length or encoding. */
  MALFORMED,
  /** The public key is not an acceptable point of the curve. */
  BAD_KEY
}
