package dev.symphony.host;

import dev.symphony.kernel.KernelClock;

/** The clock of the machine. */
public final class SystemClock implements KernelClock {
  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
