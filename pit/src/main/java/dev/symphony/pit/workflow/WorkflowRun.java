package dev.symphony.pit.workflow;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A workflow on its way. One thread decides everything, on signals from the attempts; so the state
 * needs no locks, and the listener hears of things in order.
 */
public final class WorkflowRun {
  private static final long FOREVER_NANOS = Duration.ofDays(1).toNanos();

  private final RunState state;
  private final Attempts attempts;
  private final KernelClock clock;
  private final RandomGenerator random;
  private final RunListener listener;
  private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final PriorityQueue<Pause> pauses =
      new PriorityQueue<>(Comparator.comparingLong(Pause::untilNanos));
  private final Map<String, Started> started = new HashMap<>();
  private final Map<String, Attempts.Attempt> running = new HashMap<>();
  private final CompletableFuture<WorkflowResult> result = new CompletableFuture<>();
  private Optional<NodeResult.Cause> stopped = Optional.empty();

  private sealed interface Signal {
    record AttemptEnded(String id, GuestOutcome outcome) implements Signal {}

    record CancelAsked() implements Signal {}
  }

  private record Pause(String id, long untilNanos, GuestOutcome outcome) {}

  private record Started(long nanos, int attempts) {}

  WorkflowRun(
      RunState state,
      Attempts attempts,
      KernelClock clock,
      RandomGenerator random,
      RunListener listener) {
    this.state = state;
    this.attempts = attempts;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  void begin(int parallelism) {
    Thread.ofPlatform()
        .name("workflow-" + state.workflow().name())
        .daemon()
        .start(() -> complete(parallelism));
  }

  /** Completes when all nodes are over with; exceptionally only for a bug in the runner. */
  public CompletableFuture<WorkflowResult> result() {
    return result.copy();
  }

  /** Cancels what runs and skips the rest; the result follows as soon as the nodes have ended. */
  public void cancel() {
    signals.add(new Signal.CancelAsked());
  }

  private void complete(int parallelism) {
    try {
      result.complete(run(parallelism));
    } catch (RuntimeException | InterruptedException | Error e) {
      result.completeExceptionally(e);
    }
  }

  private WorkflowResult run(int parallelism) throws InterruptedException {
    listener.on(new RunEvent.Began(state.workflow().nodes().size()));
    while (true) {
      startDue(parallelism);
      startReady(parallelism);
      if (state.isOver()) {
        break;
      }
      Signal signal = signals.poll(nanosToNextPause(), TimeUnit.NANOSECONDS);
      if (signal != null) {
        take(signal);
      }
    }
    WorkflowResult finished = finished();
    listener.on(new RunEvent.Finished(finished));
    return finished;
  }

  private long nanosToNextPause() {
    Pause next = pauses.peek();
    return next == null || (!running.isEmpty() && next.untilNanos() <= clock.monotonicNanos())
        ? FOREVER_NANOS
        : Math.max(0, next.untilNanos() - clock.monotonicNanos());
  }

  private void startReady(int parallelism) {
    for (Optional<String> next = state.nextReady(); next.isPresent(); next = state.nextReady()) {
      String id = next.get();
      Optional<NodeResult.Cause> cause = stopped.or(() -> state.blocked(id));
      if (cause.isPresent()) {
        state.takeReady();
        settle(id, new NodeResult.Skipped(cause.get()));
      } else if (running.size() < parallelism) {
        state.takeReady();
        start(id);
      } else {
        return;
      }
    }
  }

  private void startDue(int parallelism) {
    while (running.size() < parallelism && isDue(pauses.peek())) {
      Pause due = pauses.remove();
      if (stopped.isPresent()) {
        settle(due.id(), new NodeResult.Ran(due.outcome()));
      } else {
        start(due.id());
      }
    }
  }

  private boolean isDue(@Nullable Pause pause) {
    return pause != null
        && (stopped.isPresent() || pause.untilNanos() - clock.monotonicNanos() <= 0);
  }

  private void start(String id) {
    Started before = started.get(id);
    Started now =
        before == null
            ? new Started(clock.monotonicNanos(), 1)
            : new Started(before.nanos(), before.attempts() + 1);
    started.put(id, now);
    listener.on(new RunEvent.AttemptStarted(id, now.attempts()));
    running.put(
        id,
        attempts.start(
            state.node(id),
            now.attempts(),
            state,
            (node, outcome) -> signals.add(new Signal.AttemptEnded(node, outcome))));
  }

  private void take(Signal signal) {
    switch (signal) {
      case Signal.AttemptEnded ended -> attemptEnded(ended.id(), ended.outcome());
      case Signal.CancelAsked asked -> {
        stopped = Optional.of(new NodeResult.Cause.RunCancelled());
        running.values().forEach(Attempts.Attempt::cancel);
      }
    }
  }

  private void attemptEnded(String id, GuestOutcome outcome) {
    running.remove(id);
    Node node = state.node(id);
    Started attempt = started.getOrDefault(id, new Started(clock.monotonicNanos(), 1));
    if (isWorthRetrying(outcome)
        && stopped.isEmpty()
        && node.retry().allowsAfter(attempt.attempts())) {
      Duration pause = node.retry().pauseAfter(attempt.attempts(), random);
      pauses.add(new Pause(id, clock.monotonicNanos() + pause.toNanos(), outcome));
      listener.on(new RunEvent.RetryPlanned(id, attempt.attempts(), outcome, pause));
    } else {
      settle(id, new NodeResult.Ran(outcome));
    }
  }

  /** A refusal stays a refusal, and a cancelled node is not wanted any more. */
  private static boolean isWorthRetrying(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Failed failed -> true;
      case GuestOutcome.LimitHit hit -> true;
      case GuestOutcome.HostFault fault -> true;
      case GuestOutcome.Completed completed -> false;
      case GuestOutcome.Denied denied -> false;
      case GuestOutcome.Cancelled cancelled -> false;
    };
  }

  private void settle(String id, NodeResult ended) {
    long now = clock.monotonicNanos();
    Started first = started.getOrDefault(id, new Started(now, 0));
    NodeRecord record =
        new NodeRecord(
            id,
            ended,
            first.attempts(),
            state.since(first.nanos()),
            Duration.ofNanos(now - first.nanos()));
    state.settle(record);
    if (ended instanceof NodeResult.Ran
        && !ended.completed()
        && state.node(id).onFailure() == Node.OnFailure.FAIL
        && stopped.isEmpty()) {
      stopped = Optional.of(new NodeResult.Cause.WorkflowFailed(id));
    }
    listener.on(new RunEvent.NodeSettled(record, state.settledNodes()));
  }

  private WorkflowResult finished() {
    return new WorkflowResult(
        state.workflow().name(),
        status(),
        state.records(),
        state.since(clock.monotonicNanos()),
        CriticalPath.of(state.records(), state.dependencies()),
        state.workflow().report().flatMap(this::report));
  }

  private WorkflowResult.Status status() {
    return switch (stopped.orElse(null)) {
      case null -> WorkflowResult.Status.COMPLETED;
      case NodeResult.Cause.RunCancelled cancelled -> WorkflowResult.Status.CANCELLED;
      case NodeResult.Cause.WorkflowFailed failed -> WorkflowResult.Status.FAILED;
      case NodeResult.Cause.NeededNode needed -> WorkflowResult.Status.FAILED;
    };
  }

  private Optional<WorkflowResult.Report> report(Template template) {
    boolean complete =
        template
            .references()
            .allMatch(reference ->
                !(reference instanceof Reference.Output output)
                    || state.record(output.node()).result().completed());
    return complete
        ? Optional.of(
            new WorkflowResult.Report(template.fill(reference -> attempts.value(reference, state))))
        : Optional.empty();
  }
}
