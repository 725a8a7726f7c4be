package dev.symphony.kernel;

import java.time.Duration;

/** A clock that stands still until it is told to go on. */
public final class ManualClock implements KernelClock {
  private long nanos = 1_000_000_000L;

  @Override
  public long epochMillis() {
    return nanos / 1_000_000;
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    nanos += time.toNanos();
  }
}
