package dev.symphony.capabilities.token;

/** The outcome of verifying a token. */
public sealed interface Verification {
  /** All signatures hold, and all blocks can be read. */
  record Verified(VerifiedToken token) implements Verification {}

  /** The token must not be acted on. */
  record Rejected(TokenError error) implements Verification {}
}
