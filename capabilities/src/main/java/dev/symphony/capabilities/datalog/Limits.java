package dev.symphony.capabilities.datalog;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much work an evaluation may do.
 *
 * <p>Facts, iterations and steps are deterministic: the same program meets them at the same place
 * on every machine. The time is a backstop behind them.
 *
 * @param maxFacts fewer facts than this may exist after a round that made new ones
 * @param maxIterations fewer rounds than this may make new facts
 * @param maxSteps how often a fact may be matched or an instruction executed
 * @param maxTime how long the evaluation may take by the given clock
 * @param nanoClock a monotonic clock in nanoseconds
 */
public record Limits(
    int maxFacts, int maxIterations, long maxSteps, Duration maxTime, LongSupplier nanoClock) {
  /** The longest time that can be told from an endless one. */
  private static final Duration ENDLESS = Duration.ofDays(365);

  public Limits {
    if (maxFacts < 1 || maxIterations < 1 || maxSteps < 1 || maxTime.isNegative()) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /** 1,000 facts, 100 iterations, 2,000,000 steps, and no clock. */
  public static Limits standard() {
    return new Limits(1_000, 100, 2_000_000, ENDLESS, () -> 0L);
  }

  /** These limits with another number of facts. */
  public Limits withMaxFacts(int facts) {
    return new Limits(facts, maxIterations, maxSteps, maxTime, nanoClock);
  }

  /** These limits with another number of iterations. */
  public Limits withMaxIterations(int iterations) {
    return new Limits(maxFacts, iterations, maxSteps, maxTime, nanoClock);
  }

  /** These limits with another number of steps. */
  public Limits withMaxSteps(long steps) {
    return new Limits(maxFacts, maxIterations, steps, maxTime, nanoClock);
  }

  /** These limits with a backstop by a clock. */
  public Limits withBackstop(Duration time, LongSupplier clock) {
    return new Limits(maxFacts, maxIterations, maxSteps, time, clock);
  }
}
