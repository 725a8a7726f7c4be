package dev.symphony.pit.workflow;

import dev.symphony.kernel.KernelClock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Runs workflows: each node as soon as what it waits for is over with, many at a time. */
public final class WorkflowRunner {
  private final NodeExecutor executor;
  private final KernelClock clock;
  private final RandomGenerator random;
  private final Consumer<Throwable> faults;

  /**
   * A runner.
   *
   * @param random for the pauses between attempts; used by one run at a time
   * @param faults is told what the executor or a listener throws
   */
  public WorkflowRunner(
      NodeExecutor executor,
      KernelClock clock,
      RandomGenerator random,
      Consumer<Throwable> faults) {
    this.executor = executor;
    this.clock = clock;
    this.random = random;
    this.faults = faults;
  }

  /**
   * Starts a run.
   *
   * @param parallelism how many nodes run at a time, at least 1
   */
  public WorkflowRun start(
      Workflow workflow, WorkflowInputs inputs, int parallelism, RunListener listener) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("a run needs a parallelism of at least 1");
    }
    inputs.requireAll(workflow);
    WorkflowRun run =
        new WorkflowRun(
            new RunState(workflow, clock.monotonicNanos()),
            new Attempts(executor, inputs, faults),
            clock,
            random,
            new QuietListener(listener, faults));
    run.begin(parallelism);
    return run;
  }

  /** A listener whose own faults do not stop a run. */
  private record QuietListener(RunListener listener, Consumer<Throwable> faults)
      implements RunListener {
    @Override
    public void on(RunEvent event) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        faults.accept(e);
      }
    }
  }
}
