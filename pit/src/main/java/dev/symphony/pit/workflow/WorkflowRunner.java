package dev.symphony.pit.workflow;

import dev.symphony.kernel.KernelClock;
import dev.symphony.pit.tracker.DagTracker;
import dev.symphony.pit.tracker.Tracker;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Runs workflows: each node as soon as what it waits for is over with, many at a time. */
public final class WorkflowRunner {
  private final Tracker tracker;
  private final NodeExecutor executor;
  private final KernelClock clock;
  private final RandomGenerator random;
  private final Consumer<Throwable> faults;

  /** A runner with a tracker of its own. */
  public WorkflowRunner(
      NodeExecutor executor,
      KernelClock clock,
      RandomGenerator random,
      Consumer<Throwable> faults) {
    this(new DagTracker(), executor, clock, random, faults);
  }

  /**
   * A runner.
   *
   * @param tracker decides what is next
   * @param random for the pauses between attempts; used by one run at a time
   * @param faults is told what the executor or a listener throws
   */
  public WorkflowRunner(
      Tracker tracker,
      NodeExecutor executor,
      KernelClock clock,
      RandomGenerator random,
      Consumer<Throwable> faults) {
    this.tracker = tracker;
    this.executor = executor;
    this.clock = clock;
    this.random = random;
    this.faults = faults;
  }

  /** Starts a run, or goes on with one from its checkpoint. */
  public WorkflowRun start(Workflow workflow, WorkflowInputs inputs, RunOptions options) {
    inputs.requireAll(workflow);
    Dependencies dependencies = Dependencies.of(workflow.nodes().values());
    RunSchedule schedule =
        RunSchedule.of(tracker, WorkflowPlan.of(workflow, dependencies), options, random);
    RunOptions quiet =
        new RunOptions(
            options.run(),
            options.parallelism(),
            new QuietListener(options.listener(), faults),
            options.log(),
            options.checkpoint(),
            options.chooser());
    WorkflowRun run =
        new WorkflowRun(
            new WorkflowRun.Parts(workflow, dependencies, schedule, inputs),
            quiet,
            new Attempts(executor, faults),
            clock);
    run.begin();
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
