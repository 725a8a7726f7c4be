package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Evaluation;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import java.util.List;

/**
 * A token whose signatures all hold; only a {@link TokenVerifier} makes one.
 *
 * <p>Verified does not mean allowed: ask an authorizer, and check the revocation ids.
 */
public final class VerifiedToken {
  private final UnverifiedToken token;
  private final PublicKey rootKey;
  private final List<SignedBlockContent> contents;
  private final List<RevocationId> revocationIds;

  VerifiedToken(UnverifiedToken token, PublicKey rootKey, List<SignedBlockContent> contents) {
    this.token = token;
    this.rootKey = rootKey;
    this.contents = contents;
    this.revocationIds = token.revocationIds();
  }

  /** The token, to attenuate it or to pass it on. */
  public UnverifiedToken token() {
    return token;
  }

  /** The root key that the authority block is signed with. */
  public PublicKey rootKey() {
    return rootKey;
  }

  /** What the blocks say, the authority first. */
  public List<SignedBlockContent> contents() {
    return contents;
  }

  /** What names each block for revocation, the authority first. */
  public List<RevocationId> revocationIds() {
    return revocationIds;
  }

  /** What an authorizer says about this token. */
  public Evaluation authorize(Authorizer authorizer) {
    return authorizer.evaluate(contents);
  }

  /** A note without secrets. */
  @Override
  public String toString() {
    return "verified token of %d blocks".formatted(contents.size());
  }
}
