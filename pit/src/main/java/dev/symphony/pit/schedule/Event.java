package dev.symphony.pit.schedule;

/** Something that the scheduler is told. */
public sealed interface Event {
  /** The run begins. */
  record Begun() implements Event {}

  /** The answer to {@link Decision.Prepare}. */
  record Prepared(int step, Readiness readiness) implements Event {}

  /**
   * An attempt has ended. Told twice, or of an attempt that is not the latest, it changes nothing.
   */
  record Ended(int step, int attempt, Ending ending) implements Event {}

  /** Somebody chose {@code step}, which is ready, to be started now. */
  record Chosen(int step) implements Event {}

  /** Somebody wants the run to end. */
  record CancelAsked() implements Event {}

  /** Time has passed. */
  record TimePassed() implements Event {}

  /** What becomes of a step whose turn has come. */
  sealed interface Readiness {
    /** It runs. */
    record Runs() implements Readiness {}

    /** Its condition does not hold: it is left out. */
    record LeftOut() implements Readiness {}

    /** It runs {@code count} times, once for each item. */
    record Each(int count) implements Readiness {}

    /** It is over with, without an attempt. */
    record Over(Ending ending) implements Readiness {}
  }

  /** How an attempt ended, as far as the schedule is concerned. */
  enum Ending {
    /** It did what it was to do. */
    COMPLETED,
    /** It failed; another attempt may do better. */
    FAILED,
    /** It failed, and would in the same way again. */
    REFUSED,
    /** It failed, and is not tried again in any way. */
    EXHAUSTED,
    /** Somebody ended it. */
    CANCELLED
  }
}
