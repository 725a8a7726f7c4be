package dev.symphony.kernel.guest;

import java.time.Duration;

/**
 * What one guest may use up.
 *
 * @param cpu processor time of one invocation
 * @param wall time on the clock of one invocation
 * @param heapBytes live memory beyond what the runtime itself needs
 * @param outputBytes the result and the console of one invocation together
 */
public record GuestLimits(Duration cpu, Duration wall, long heapBytes, long outputBytes) {
  /** 10 s of processor, 30 s on the clock, 128 MiB, 8 MiB. */
  public static final GuestLimits DEFAULT =
      new GuestLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 128L << 20, 8L << 20);

  public GuestLimits {
    if (cpu.isNegative() || cpu.isZero() || wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("a time limit is positive");
    }
    if (heapBytes <= 0 || outputBytes <= 0) {
      throw new IllegalArgumentException("a size limit is positive");
    }
  }

  /** The lower one of each limit. */
  public GuestLimits lowerOf(GuestLimits other) {
    return new GuestLimits(
        cpu.compareTo(other.cpu) < 0 ? cpu : other.cpu,
        wall.compareTo(other.wall) < 0 ? wall : other.wall,
        Math.min(heapBytes, other.heapBytes),
        Math.min(outputBytes, other.outputBytes));
  }

  /** The same limits with another limit on the clock. */
  public GuestLimits withWall(Duration other) {
    return new GuestLimits(cpu, other, heapBytes, outputBytes);
  }
}
