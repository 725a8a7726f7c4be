package dev.symphony.capabilities.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.symphony.capabilities.Bytes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers tokens that were verified, so that verifying the same bytes again costs a look-up.
 *
 * <p>Only verified tokens are remembered, and only for the root key they were verified with: when
 * the root keys change, a remembered token is verified again. The cache is bounded by the sum of
 * the tokens' sizes. It spares signatures, not revocation: {@link #invalidate} makes it forget
 * tokens, but the list of revoked ids is what decides.
 */
public final class VerifiedTokenCache {
  /** What one remembered token weighs beside its bytes: its decoded form and the table. */
  private static final int OVERHEAD = 512;

  private final TokenVerifier verifier;
  private final Cache<Bytes, VerifiedToken> tokens;
  private final AtomicLong invalidations = new AtomicLong();

  private VerifiedTokenCache(TokenVerifier verifier, long maxWeightBytes) {
    this.verifier = verifier;
    this.tokens =
        Caffeine.newBuilder()
            .maximumWeight(maxWeightBytes)
            .<Bytes, VerifiedToken>weigher((bytes, token) -> 4 * bytes.length() + OVERHEAD)
            .build();
  }

  /**
   * An empty cache in front of a verifier.
   *
   * @param maxWeightBytes about how many bytes of memory the remembered tokens may take
   */
  public static VerifiedTokenCache of(TokenVerifier verifier, long maxWeightBytes) {
    return new VerifiedTokenCache(verifier, maxWeightBytes);
  }

  /** Verifies a token, or remembers that it did. */
  public Verification verify(Bytes token) {
    VerifiedToken known = tokens.getIfPresent(token);
    if (known != null && isCurrent(known)) {
      return new Verification.Verified(known);
    }
    long before = invalidations.get();
    Verification verification = verifier.verify(token.toArray());
    if (verification instanceof Verification.Verified(VerifiedToken verified)) {
      tokens.put(token, verified);
      if (invalidations.get() != before) {
        tokens.invalidate(token);
      }
    }
    return verification;
  }

  private boolean isCurrent(VerifiedToken known) {
    return verifier.rootKeys().find(known.token().rootKeyId()).equals(Optional.of(known.rootKey()));
  }

  /** Forgets every token that has a block of this id. */
  public void invalidate(RevocationId id) {
    invalidations.incrementAndGet();
    tokens.asMap().values().removeIf(token -> token.revocationIds().contains(id));
  }

  /** Forgets all tokens. */
  public void invalidateAll() {
    invalidations.incrementAndGet();
    tokens.invalidateAll();
  }

  /** About how many tokens are remembered. */
  public long size() {
    tokens.cleanUp();
    return tokens.estimatedSize();
  }
}
