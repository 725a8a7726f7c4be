package dev.symphony.kernel.guest;

import java.time.Duration;

/** What an invocation used: processor time and time on the clock. */
public record Usage(Duration cpu, Duration wall) {
  /** Nothing. */
  public static final Usage NONE = new Usage(Duration.ZERO, Duration.ZERO);
}
