package dev.symphony.audit;

import dev.symphony.kernel.KernelClock;

/** The machine's own time. */
public final class WallClock implements KernelClock {
  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
