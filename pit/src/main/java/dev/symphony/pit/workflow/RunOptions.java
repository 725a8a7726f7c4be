package dev.symphony.pit.workflow;

/**
 * How a workflow is run.
 *
 * @param run the name of the run, part of every key of idempotence
 * @param parallelism how many nodes run at a time
 * @param listener hears what happens
 * @param log keeps what happens
 * @param checkpoint where to go on
 * @param chooser chooses which ready step starts next
 */
public record RunOptions(
    String run,
    int parallelism,
    RunListener listener,
    RunLog log,
    Checkpoint checkpoint,
    StepChooser chooser) {
  public RunOptions {
    if (parallelism < 1) {
      throw new IllegalArgumentException("a run needs a parallelism of at least 1");
    }
  }

  /** A run whose steps start in the order in which they become ready. */
  public RunOptions(
      String run, int parallelism, RunListener listener, RunLog log, Checkpoint checkpoint) {
    this(run, parallelism, listener, log, checkpoint, StepChooser.IN_ORDER);
  }

  /** A run from the beginning that is not kept. */
  public static RunOptions inMemory(int parallelism, RunListener listener) {
    return new RunOptions("run", parallelism, listener, RunLog.NONE, Checkpoint.NONE);
  }
}
