package dev.symphony.pit.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a node is tried, and how long the pauses are: the first about {@code backoff}, each
 * further one twice as long, none longer than a minute, each shortened by up to half at random.
 *
 * @param attempts how often in all, at least 1
 * @param backoff the first pause
 */
public record Retry(int attempts, Duration backoff) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** One attempt. */
  public static final Retry NEVER = new Retry(1, Duration.ofMillis(1));

  /** The most attempts that can be asked for. */
  public static final int MAX_ATTEMPTS = 20;

  public Retry {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts has to be 1 to " + MAX_ATTEMPTS + ", not " + attempts);
    }
    if (backoff.isNegative() || backoff.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("backoff has to be at most 1 minute");
    }
  }

  /** Whether there is another attempt after {@code attempt}, counted from 1. */
  boolean allowsAfter(int attempt) {
    return attempt < attempts;
  }

  /** The pause after {@code attempt}, counted from 1. */
  Duration pauseAfter(int attempt, RandomGenerator random) {
    long longest = Math.min(LONGEST.toNanos(), backoff.toNanos() << Math.min(attempt - 1, 16));
    return Duration.ofNanos(longest - (long) (random.nextDouble() * (longest / 2.0)));
  }
}
