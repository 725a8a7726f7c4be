package dev.symphony.capabilities.token;

/**
 * Why bytes are not a token that can be trusted.
 *
 * @param kind what went wrong, for machines
 * @param detail what exactly, for people; never holds secrets
 */
public record TokenError(Kind kind, String detail) {
  /** The kinds of faults. */
  public enum Kind {
    /** The wrapper is not what the format says. */
    MALFORMED("token-malformed"),
    /** The content of a block is not what the format says. */
    MALFORMED_BLOCK("token-block-malformed"),
    /** A block is of a version that is not supported. */
    VERSION("token-version"),
    /** A signature was not made by the key that it has to be made by. */
    SIGNATURE("token-signature"),
    /** The bytes of a signature are none. */
    MALFORMED_SIGNATURE("token-signature-malformed"),
    /** A key in the token is not acceptable. */
    INVALID_KEY("token-key"),
    /** No root key is known under the number that the token names. */
    UNKNOWN_ROOT_KEY("token-root-key"),
    /** A block declares a symbol that is declared already. */
    SYMBOL_OVERLAP("token-symbol-overlap"),
    /** A block declares a public key that is declared already. */
    KEY_OVERLAP("token-key-overlap"),
    /** A block refers to a symbol that is not declared. */
    UNKNOWN_SYMBOL("token-symbol-unknown"),
    /** A block refers to a public key that is not declared. */
    UNKNOWN_KEY("token-key-unknown"),
    /** The token is sealed: nothing can be added to it. */
    SEALED("token-sealed"),
    /** The token is larger than allowed. */
    TOO_LARGE("token-too-large"),
    /** The text is not base64 in the alphabet for URLs. */
    TEXT("token-text"),
    /** A third-party block is signed by another key than expected, or for another token. */
    THIRD_PARTY("token-third-party");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The code that documentation and machines know the error by. */
    public String code() {
      return code;
    }
  }

  /** The code of the kind. */
  public String code() {
    return kind.code();
  }
}
