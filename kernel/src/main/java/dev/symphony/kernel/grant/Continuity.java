package dev.symphony.kernel.grant;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What lasts longer than one run of a kernel.
 *
 * @param numbers numbers for grants: positive, and unique for the life of the home; random ones of
 *     63 bits are
 * @param revocations what was revoked
 */
public record Continuity(LongSupplier numbers, RevocationLog revocations) {

  /** Nothing lasts: numbers begin at 1, revocations are forgotten, tokens must not outlive it. */
  public static Continuity ofOneRun() {
    return new Continuity(new AtomicLong()::incrementAndGet, RevocationLog.inMemory());
  }
}
