package dev.symphony.sandbox.ipc;

import java.time.Duration;

/**
 * How long it pays to look for something before sleeping, learned from how long it took before. To
 * be woken takes tens of microseconds, in which the other side falls asleep too; so whoever gets
 * its answers within a few hundred looks for them that long, and all others only for a moment. It
 * does not pay while others want the processor: looking keeps them, and perhaps the answer, from
 * it, and whoever sleeps is woken quickly then.
 *
 * <p>For any thread: what is lost when two learn at once does not matter.
 */
public final class Patience {
  private static final boolean PROCESSOR_TO_SPARE = Runtime.getRuntime().availableProcessors() > 1;
  private static final long LEAST_NANOS = 15_000;
  private static final long MOST_NANOS = 250_000;
  private static final long LONGEST_LESSON_NANOS = 4 * MOST_NANOS;
  private static final int MEMORY = 8;

  /** How long the other side is worth more than the least, when one message follows another. */
  private static final Duration GENEROUS = Duration.ofMillis(1);

  /** A yield that takes longer let somebody else run. */
  private static final long YIELD_NANOS = 100_000;

  private static final long RESTRAINT_NANOS = Duration.ofMillis(20).toNanos();

  private volatile long usual;
  private volatile long restrainedUntil = System.nanoTime();

  /** How long to look this time; no time on a single processor. */
  public Duration next() {
    if (!PROCESSOR_TO_SPARE) {
      return Duration.ZERO;
    }
    long expected = usual;
    boolean brief = expected > MOST_NANOS || restrainedUntil - System.nanoTime() > 0;
    return Duration.ofNanos(
        brief ? LEAST_NANOS : Math.clamp(2 * expected, LEAST_NANOS, MOST_NANOS));
  }

  /**
   * How long to look for one more message of several: whoever sends them slowly for long does not
   * keep a processor busy here.
   *
   * @param nanos how long the waiting for all of them has been going on
   * @param most what {@link #next} said when it began
   */
  public static Duration after(long nanos, Duration most) {
    return nanos <= GENEROUS.toNanos() || most.toNanos() < LEAST_NANOS
        ? most
        : Duration.ofNanos(LEAST_NANOS);
  }

  /**
   * Passes the time between two looks.
   *
   * @param nanos how long this has been going on
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how the time is spent
  public void pause(long nanos) {
    if (nanos < LEAST_NANOS) {
      Thread.onSpinWait();
      return;
    }
    long begin = System.nanoTime();
    Thread.yield();
    long end = System.nanoTime();
    if (end - begin > YIELD_NANOS) {
      restrainedUntil = end + RESTRAINT_NANOS;
    }
  }

  /** Learns that it took from {@code begin} until now, as {@link System#nanoTime} counts. */
  public void waitedSince(long begin) {
    long before = usual;
    long waited = Math.min(System.nanoTime() - begin, LONGEST_LESSON_NANOS);
    usual = before + (waited - before) / MEMORY;
  }
}
