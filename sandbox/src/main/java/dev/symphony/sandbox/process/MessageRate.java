package dev.symphony.sandbox.process;

import java.time.Duration;

/**
 * Counts the messages of a guest. The clock is looked at only when as many have come as may come in
 * a second: a busy guest costs no more than a counter.
 */
final class MessageRate {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long begin;
  private long count;

  /** Begins to count at the time {@code now}, as {@link System#nanoTime}. */
  void restart(long now) {
    begin = now;
    count = 0;
  }

  /** Counts one; whether that is more than {@code most} in less than a second. */
  boolean exceeds(long most) {
    return ++count > most && tooSoon(System.nanoTime());
  }

  private boolean tooSoon(long now) {
    boolean soon = now - begin < SECOND;
    restart(now);
    return soon;
  }
}
