package dev.symphony.kernel;

import java.time.Instant;

/** The time that the kernel goes by; tests pass one they set by hand. */
public interface KernelClock {
  /** Milliseconds since the epoch, for expiry and records. */
  long epochMillis();

  /** Nanoseconds since some fixed moment, never going backwards, for rates and durations. */
  long monotonicNanos();

  /** The present moment. */
  default Instant now() {
    return Instant.ofEpochMilli(epochMillis());
  }
}
