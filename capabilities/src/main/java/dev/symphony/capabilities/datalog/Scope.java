package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.key.PublicKey;

/** An origin that a rule, a check or a whole block trusts facts from. */
public sealed interface Scope {
  /** The authority block. */
  record Authority() implements Scope {}

  /** All blocks up to the current one; without meaning in an authorizer. */
  record Previous() implements Scope {}

  /** The blocks that the holder of a key signed as a third party. */
  record SignedBy(PublicKey key) implements Scope {}
}
