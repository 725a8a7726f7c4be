package dev.symphony.kernel.admission;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.KernelClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The challenges that holders of bound tokens have to sign: each is good for one presentation,
 * within a minute. Asking for more than are kept makes the oldest worthless.
 */
public final class Challenges {
  private static final long LIFETIME_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_OPEN = 10_000;

  private final Map<Bytes, Long> issuedAt = new LinkedHashMap<>();
  private final Supplier<Bytes> nonces;
  private final KernelClock clock;

  /**
   * No challenges yet.
   *
   * @param nonces random bytes, never the same twice
   */
  public Challenges(Supplier<Bytes> nonces, KernelClock clock) {
    this.nonces = nonces;
    this.clock = clock;
  }

  /** A new challenge. */
  public synchronized Bytes issue() {
    if (issuedAt.size() >= MAX_OPEN) {
      Iterator<Bytes> oldest = issuedAt.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    Bytes nonce = nonces.get();
    issuedAt.put(nonce, clock.monotonicNanos());
    return nonce;
  }

  /** Uses a challenge up; false when it was never issued, is used up, or too old. */
  synchronized boolean redeem(Bytes challenge) {
    Long issued = issuedAt.remove(challenge);
    return issued != null && clock.monotonicNanos() - issued <= LIFETIME_NANOS;
  }
}
