package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes attempts at nodes, each on a virtual thread of its own. */
final class Attempts {
  private final NodeExecutor executor;
  private final WorkflowInputs inputs;
  private final Consumer<Throwable> faults;

  Attempts(NodeExecutor executor, WorkflowInputs inputs, Consumer<Throwable> faults) {
    this.executor = executor;
    this.inputs = inputs;
    this.faults = faults;
  }

  /** Starts an attempt; {@code ended} hears of the outcome, on another thread, in any case. */
  Attempt start(Node node, int number, RunState state, BiConsumer<String, GuestOutcome> ended) {
    Attempt attempt = new Attempt(task(node, number, state));
    Thread.ofVirtual()
        .name("node-" + node.id())
        .start(() -> ended.accept(node.id(), attempt.await()));
    return attempt;
  }

  private NodeTask task(Node node, int number, RunState state) {
    Object input = node.input().fill(reference -> value(reference, state));
    Map<String, Path> directories = new LinkedHashMap<>();
    node.grants()
        .forEach((capability, name) ->
            directories.put(capability, Objects.requireNonNull(inputs.directories().get(name))));
    return new NodeTask(node, number, input, directories);
  }

  /** What {@code reference} stands for, now that the nodes it names are over with. */
  @Nullable Object value(Reference reference, RunState state) {
    return switch (reference) {
      case Reference.Input input -> inputs.values().get(input.name());
      case Reference.Output output -> state.output(output.node());
      case Reference.Outcome outcome -> OutcomeValue.of(state.record(outcome.node()).result());
    };
  }

  /** An attempt on its way. */
  final class Attempt {
    private final NodeTask task;
    private final Object lock = new Object();
    private @Nullable RunningInvocation running;
    private boolean cancelled;

    private Attempt(NodeTask task) {
      this.task = task;
    }

    private GuestOutcome await() {
      try {
        RunningInvocation started = begin();
        return started == null ? new GuestOutcome.Cancelled(Usage.NONE) : started.outcome().join();
      } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
        faults.accept(e);
        GuestError error = new GuestError("host-fault", "the node could not be run");
        return new GuestOutcome.HostFault(error, Usage.NONE);
      }
    }

    private @Nullable RunningInvocation begin() {
      synchronized (lock) {
        if (cancelled) {
          return null;
        }
      }
      RunningInvocation started = executor.start(task);
      boolean tooLate;
      synchronized (lock) {
        running = started;
        tooLate = cancelled;
      }
      if (tooLate) {
        started.cancel();
      }
      return started;
    }

    /** Asks for the end, also of an attempt that has not got as far as running. */
    void cancel() {
      RunningInvocation started;
      synchronized (lock) {
        cancelled = true;
        started = running;
      }
      if (started != null) {
        started.cancel();
      }
    }
  }
}
