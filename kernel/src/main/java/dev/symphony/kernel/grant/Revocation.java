package dev.symphony.kernel.grant;

import dev.symphony.capabilities.token.RevocationId;

/** Something that is revoked for good. */
public sealed interface Revocation {
  /** A grant, and everything that was derived from it. */
  record OfGrant(GrantId id) implements Revocation {}

  /** A block of a token: every token that has it, and so everything attenuated from them. */
  record OfBlock(RevocationId id) implements Revocation {}
}
