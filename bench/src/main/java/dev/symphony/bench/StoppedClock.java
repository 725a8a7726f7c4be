package dev.symphony.bench;

import dev.symphony.kernel.KernelClock;

/** A clock that stands still, so that reading it is not part of what is measured. */
public final class StoppedClock implements KernelClock {
  @Override
  public long epochMillis() {
    return 0;
  }

  @Override
  public long monotonicNanos() {
    return 0;
  }
}
