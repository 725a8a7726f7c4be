package dev.symphony.kernel.guest;

import java.time.Duration;

/**
 * What one guest may use up.
 *
 * @param cpu processor time of one invocation
 * @param wall time on the clock of one invocation
 * @param heapBytes live memory beyond what the runtime itself needs
 * @param outputBytes the result and the console of one invocation together
 * @param messagesPerSecond messages that a guest in a process of its own may send to the host
 */
public record GuestLimits(
    Duration cpu, Duration wall, long heapBytes, long outputBytes, long messagesPerSecond) {
  private static final long USUAL_MESSAGES = 250_000;

  /** 10 s of processor, 30 s on the clock, 128 MiB, 8 MiB, 250,000 messages a second. */
  public static final GuestLimits DEFAULT =
      new GuestLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 128L << 20, 8L << 20);

  public GuestLimits {
    if (cpu.isNegative() || cpu.isZero() || wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("a time limit is positive");
    }
    if (heapBytes <= 0 || outputBytes <= 0 || messagesPerSecond <= 0) {
      throw new IllegalArgumentException("a limit of size or number is positive");
    }
  }

  /** Limits with the usual number of messages a second. */
  public GuestLimits(Duration cpu, Duration wall, long heapBytes, long outputBytes) {
    this(cpu, wall, heapBytes, outputBytes, USUAL_MESSAGES);
  }

  /** The lower one of each limit. */
  public GuestLimits lowerOf(GuestLimits other) {
    return new GuestLimits(
        cpu.compareTo(other.cpu) < 0 ? cpu : other.cpu,
        wall.compareTo(other.wall) < 0 ? wall : other.wall,
        Math.min(heapBytes, other.heapBytes),
        Math.min(outputBytes, other.outputBytes),
        Math.min(messagesPerSecond, other.messagesPerSecond));
  }

  /** The same limits with another limit on the clock. */
  public GuestLimits withWall(Duration other) {
    return new GuestLimits(cpu, other, heapBytes, outputBytes, messagesPerSecond);
  }

  /** The same limits with another limit of processor time. */
  public GuestLimits withCpu(Duration other) {
    return new GuestLimits(other, wall, heapBytes, outputBytes, messagesPerSecond);
  }

  /** The same limits with another limit of memory. */
  public GuestLimits withHeapBytes(long other) {
    return new GuestLimits(cpu, wall, other, outputBytes, messagesPerSecond);
  }

  /** The same limits with another limit of output. */
  public GuestLimits withOutputBytes(long other) {
    return new GuestLimits(cpu, wall, heapBytes, other, messagesPerSecond);
  }

  /** The same limits with another limit of messages. */
  public GuestLimits withMessagesPerSecond(long other) {
    return new GuestLimits(cpu, wall, heapBytes, outputBytes, other);
  }
}
