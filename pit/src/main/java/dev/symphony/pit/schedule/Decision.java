package dev.symphony.pit.schedule;

import java.time.Duration;

/** Something that the scheduler wants done, or wants known. */
public sealed interface Decision {
  /** The turn of {@code step} has come: does it run, and how often? */
  record Prepare(int step) implements Decision {}

  /** {@code step} consists of the {@code count} steps from {@code firstItem} on. */
  record Expand(int step, int firstItem, int count) implements Decision {}

  /**
   * Start an attempt.
   *
   * @param attempt counted from 1
   * @param variant which way of doing it, counted from 0
   */
  record Start(int step, int attempt, int variant) implements Decision {}

  /** End an attempt before its time. */
  record Stop(int step, int attempt, Reason reason) implements Decision {}

  /** Another attempt follows after {@code pause}. */
  record Pause(int step, int attempt, Duration pause) implements Decision {}

  /** {@code step} is over with. */
  record Settle(int step, Settlement settlement) implements Decision {}

  /** Everything is over with. */
  record Finish(Verdict verdict) implements Decision {}

  /** Why an attempt is ended before its time. */
  enum Reason {
    /** It takes too long. */
    TIMEOUT,
    /** Nobody wants it any more. */
    CANCELLED
  }

  /** How a run went as a whole. */
  enum Verdict {
    /** No step failed but those that may. */
    COMPLETED,
    /** A step failed that may not. */
    FAILED,
    /** Somebody cancelled the run. */
    CANCELLED
  }
}
