package dev.symphony.pit.workflow;

import dev.symphony.kernel.KernelClock;
import dev.symphony.pit.schedule.Dispatch;
import dev.symphony.pit.schedule.Scheduler;
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

  /** Starts a run, or goes on with one from its checkpoint. */
  public WorkflowRun start(Workflow workflow, WorkflowInputs inputs, RunOptions options) {
    inputs.requireAll(workflow);
    Dependencies dependencies = Dependencies.of(workflow.nodes().values());
    Scheduler scheduler =
        new Scheduler(WorkflowPlan.of(workflow, dependencies), dispatch(options), random);
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
            new WorkflowRun.Parts(workflow, dependencies, scheduler, inputs),
            quiet,
            new Attempts(executor, faults),
            clock);
    run.begin();
    return run;
  }

  private static Dispatch dispatch(RunOptions options) {
    return options.chooser().equals(StepChooser.IN_ORDER)
        ? new Dispatch.InOrder(options.parallelism())
        : new Dispatch.Chosen();
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
