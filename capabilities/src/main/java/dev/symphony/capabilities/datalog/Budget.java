package dev.symphony.capabilities.datalog;

/** The steps that an evaluation has left. */
final class Budget {
  private static final int CLOCK_INTERVAL = 1 << 12;

  private final Limits limits;
  private final long deadline;
  private long left;
  private long untilClock = CLOCK_INTERVAL;

  Budget(Limits limits) {
    this.limits = limits;
    this.left = limits.maxSteps();
    this.deadline = limits.nanoClock().getAsLong() + limits.maxTime().toNanos();
  }

  Limits limits() {
    return limits;
  }

  /** Takes one step. */
  void step() {
    steps(1);
  }

  /** Takes many steps at once. */
  void steps(long count) {
    left -= count;
    if (left < 0) {
      throw new ExecutionException(ExecutionError.TOO_MANY_STEPS);
    }
    untilClock -= count;
    if (untilClock < 0) {
      untilClock = CLOCK_INTERVAL;
      checkClock();
    }
  }

  void checkClock() {
    if (limits.nanoClock().getAsLong() - deadline > 0) {
      throw new ExecutionException(ExecutionError.TIMEOUT);
    }
  }
}
