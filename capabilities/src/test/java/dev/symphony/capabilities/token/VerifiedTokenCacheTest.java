package dev.symphony.capabilities.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What the cache of verified tokens remembers, and what it forgets. */
class VerifiedTokenCacheTest {
  private static final PrivateKey ROOT = Samples.rootKey();

  private final Map<Integer, PublicKey> keys = new ConcurrentHashMap<>(Map.of(1, ROOT.publicKey()));
  private final TokenVerifier verifier = TokenVerifier.of(id -> id.map(keys::get));
  private final VerifiedTokenCache cache = VerifiedTokenCache.of(verifier, 1 << 20);

  private static Bytes token(int seed) {
    return Bytes.copyOf(
        UnverifiedToken.mint(ROOT, 1, Datalog.block("user(1);"), Samples.random(seed)).serialize());
  }

  private VerifiedToken verified(Bytes token) {
    return assertInstanceOf(Verification.Verified.class, cache.verify(token)).token();
  }

  @Test
  void verifiedTokens_areRemembered() {
    Bytes token = token(1);
    assertSame(verified(token), verified(Bytes.copyOf(token.toArray())));
    assertNotSame(verified(token), verified(token(2)));
  }

  @Test
  void rejectedTokens_areNotRemembered() {
    byte[] forged = token(1).toArray();
    forged[forged.length - 1] ^= 1;
    assertInstanceOf(Verification.Rejected.class, cache.verify(Bytes.copyOf(forged)));
    assertEquals(0, cache.size());
  }

  @Test
  void revokedIds_areForgotten() {
    Bytes token = token(1);
    Bytes other = token(2);
    VerifiedToken before = verified(token);
    VerifiedToken kept = verified(other);
    cache.invalidate(before.revocationIds().getFirst());
    assertNotSame(before, verified(token));
    assertSame(kept, verified(other));
    cache.invalidateAll();
    assertEquals(0, cache.size());
  }

  @Test
  void retiredRootKey_isNoticedAtOnce() {
    Bytes token = token(1);
    verified(token);
    keys.remove(1);
    assertEquals(
        TokenError.Kind.UNKNOWN_ROOT_KEY,
        assertInstanceOf(Verification.Rejected.class, cache.verify(token)).error().kind());
  }

  @Test
  void weight_isBounded() {
    VerifiedTokenCache small = VerifiedTokenCache.of(verifier, 10_000);
    for (int i = 0; i < 50; i++) {
      small.verify(token(i));
    }
    assertTrue(small.size() > 0 && small.size() <= 9, () -> "holds " + small.size());
    assertEquals(Optional.of(1), verified(token(3)).token().rootKeyId());
  }
}
