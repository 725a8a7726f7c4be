package dev.symphony.conductor.schedule;

/**
 * The order of one run, as the scheduler of the house keeps it: somebody else chooses which of the
 * ready tasks starts next. Times are in nanoseconds and never go backwards.
 */
public interface Schedule {
  /** The tasks that could start now, in the order in which they became ready. */
  int[] ready();

  /** Starts a task that is ready. */
  void start(int task, long nanos);

  /** Tells that a task that was started is completed. */
  void complete(int task, long nanos);

  /**
   * Tells that an attempt of a task that was started has failed, and is not the last one.
   *
   * @param attempt counted from 1
   * @return when the task is ready for its next attempt
   */
  long fail(int task, int attempt, long nanos);

  /** Tells that time has passed: tasks whose pause is over are ready again. */
  void passTime(long nanos);

  /** Whether everything is completed. */
  boolean isOver();
}
