package dev.symphony.pit.stale;

import java.time.Duration;

/**
 * What is worth keeping.
 *
 * @param grace how long everything is kept after it was stored
 * @param halfLife after how long without a read a content is worth half as much
 * @param archiveBelow what is worth less is archived
 * @param deleteBelow what is worth less, and is archived, is deleted
 */
public record StaleRules(
    Duration grace, Duration halfLife, double archiveBelow, double deleteBelow) {
  /** A month of grace. */
  public static final StaleRules DEFAULT =
      new StaleRules(Duration.ofDays(30), Duration.ofDays(30), 0.4, 0.2);

  public StaleRules {
    if (grace.isNegative() || !halfLife.isPositive() || deleteBelow > archiveBelow) {
      throw new IllegalArgumentException("what is deleted is worth less than what is archived");
    }
  }
}
