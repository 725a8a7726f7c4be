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

  /** Whether everything is completed. */
  boolean isOver();
}
