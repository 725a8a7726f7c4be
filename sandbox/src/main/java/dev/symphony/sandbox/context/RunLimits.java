package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestLimits;
import java.time.Duration;

/**
 * The limits that are watched next to the guest.
 *
 * @param cpu processor time of the guest's thread, and its share of what the process does for
 *     guests, up to the time on the clock
 * @param wall time on the clock
 * @param outputBytes console and result together
 */
public record RunLimits(Duration cpu, Duration wall, long outputBytes) {
  /** Those among the limits of an invocation. */
  public static RunLimits of(GuestLimits limits) {
    return new RunLimits(limits.cpu(), limits.wall(), limits.outputBytes());
  }
}
