package dev.symphony.pit.workflow;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A workflow on its way: what its schedule decides is done here, with values and attempts. One
 * thread does everything, on signals from the attempts; so the state needs no locks, and the
 * listener hears of things in order, after the log has them.
 */
public final class WorkflowRun {
  private static final long FOREVER_NANOS = Duration.ofDays(1).toNanos();

  private final Workflow workflow;
  private final Dependencies dependencies;
  private final RunSchedule schedule;
  private final RunValues values;
  private final RunOptions options;
  private final Attempts attempts;
  private final KernelClock clock;
  private final long beganNanos;
  private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<WorkflowResult> result = new CompletableFuture<>();
  private final List<Unit> units = new ArrayList<>();
  private final Map<Integer, List<@Nullable Object>> lots = new HashMap<>();
  private final Outcomes outcomes = new Outcomes();
  private final Map<Integer, Long> firstStarts = new HashMap<>();
  private final Map<Integer, Attempts.Attempt> running = new HashMap<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final List<Decision.Start> starts = new ArrayList<>();
  private final List<RunEvent> news = new ArrayList<>();
  private final OpenSteps open;
  private Optional<Decision.Verdict> verdict = Optional.empty();

  private sealed interface Signal {
    record AttemptEnded(int step, int attempt, GuestOutcome outcome) implements Signal {}

    record CancelAsked() implements Signal {}
  }

  /** What a run is put together from. */
  record Parts(
      Workflow workflow, Dependencies dependencies, RunSchedule schedule, WorkflowInputs inputs) {}

  WorkflowRun(Parts parts, RunOptions options, Attempts attempts, KernelClock clock) {
    this.workflow = parts.workflow();
    this.dependencies = parts.dependencies();
    this.schedule = parts.schedule();
    this.values = new RunValues(parts.inputs());
    this.options = options;
    this.attempts = attempts;
    this.clock = clock;
    this.beganNanos = clock.monotonicNanos();
    this.open = new OpenSteps(dependencies);
    workflow.nodes().values().forEach(node -> add(new Unit(node, Optional.empty())));
  }

  private void add(Unit unit) {
    open.opened(units.size(), unit);
    units.add(unit);
  }

  void begin() {
    Thread.ofPlatform().name("workflow-" + workflow.name()).daemon().start(this::complete);
  }

  /** Completes when all nodes are over with; exceptionally for a bug, or when the log fails. */
  public CompletableFuture<WorkflowResult> result() {
    return result.copy();
  }

  /** Cancels what runs and skips the rest; the result follows as soon as the nodes have ended. */
  public void cancel() {
    signals.add(new Signal.CancelAsked());
  }

  private void complete() {
    try {
      result.complete(run());
    } catch (RuntimeException | InterruptedException | Error e) {
      result.completeExceptionally(e);
      running.values().forEach(Attempts.Attempt::cancel);
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      schedule.close();
    } catch (RuntimeException e) {
      // A tracker that is gone has forgotten the run.
    }
  }

  private WorkflowResult run() throws InterruptedException {
    news.add(new RunEvent.Began(workflow.nodes().size()));
    decide(new Event.Begun());
    while (verdict.isEmpty()) {
      Signal signal = signals.poll(nanosToNextWake(), TimeUnit.NANOSECONDS);
      for (; signal != null; signal = signals.poll()) {
        events.add(event(signal));
      }
      decide(new Event.TimePassed());
    }
    WorkflowResult finished = finished(verdict.get());
    options.log().finished(finished.status());
    options.listener().on(new RunEvent.Finished(finished));
    return finished;
  }

  private long nanosToNextWake() {
    long wake = schedule.nextWake().orElse(clock.monotonicNanos() + FOREVER_NANOS);
    return Math.max(0, wake - clock.monotonicNanos());
  }

  private Event event(Signal signal) {
    return switch (signal) {
      case Signal.CancelAsked asked -> new Event.CancelAsked();
      case Signal.AttemptEnded ended -> {
        running.remove(ended.step());
        open.ended(ended.step());
        Event.Ending ending = outcomes.note(ended.step(), ended.outcome());
        yield new Event.Ended(ended.step(), ended.attempt(), ending);
      }
    };
  }

  private void decide(Event last) {
    events.add(last);
    while (!events.isEmpty()) {
      List<Event> told = List.copyOf(events);
      events.clear();
      schedule.take(told, clock.monotonicNanos()).forEach(this::perform);
      if (events.isEmpty()) {
        schedule.choice(open, clock.monotonicNanos()).ifPresent(events::add);
      }
    }
    options.log().flush();
    news.forEach(options.listener()::on);
    news.clear();
    starts.forEach(this::start);
    starts.clear();
  }

  private void perform(Decision decision) {
    switch (decision) {
      case Decision.Prepare prepare -> events.add(prepared(prepare.step()));
      case Decision.Expand expand -> expand(expand);
      case Decision.Start start -> startOrRecall(start);
      case Decision.Stop stop -> stop(stop);
      case Decision.Pause pause ->
          news.add(
              new RunEvent.RetryPlanned(
                  unit(pause.step()).name(),
                  attempt(pause.step(), pause.attempt()),
                  outcomes.of(pause.step()),
                  pause.pause()));
      case Decision.Settle settle -> settle(settle.step(), settle.settlement());
      case Decision.Finish finish -> verdict = Optional.of(finish.verdict());
    }
  }

  private Unit unit(int step) {
    return units.get(step);
  }

  private Event prepared(int step) {
    Node node = unit(step).node();
    if (node.work() instanceof Node.Work.Inner inner) {
      Object value =
          inner
              .result()
              .filter(values::isComplete)
              .map(result -> values.fill(result, Optional.empty()))
              .orElse(null);
      return over(step, new GuestOutcome.Completed(value, Usage.NONE));
    }
    Optional<Condition> when = node.turn().when();
    if (when.isPresent() && !when.get().holds(values.fill(when.get().value(), Optional.empty()))) {
      return new Event.Prepared(step, new Event.Readiness.LeftOut());
    }
    return node.turn()
        .each()
        .map(each -> items(step, each))
        .orElse(new Event.Prepared(step, new Event.Readiness.Runs()));
  }

  private Event items(int step, FanOut each) {
    if (values.fill(each.items(), Optional.empty()) instanceof List<?> all) {
      List<@Nullable Object> items = each.lots(all);
      lots.put(step, items);
      return new Event.Prepared(step, new Event.Readiness.Each(items.size()));
    }
    GuestError error = new GuestError("workflow-not-a-list", "'each' is given no list");
    return over(step, new GuestOutcome.Denied(error, Usage.NONE));
  }

  private Event over(int step, GuestOutcome outcome) {
    return new Event.Prepared(step, new Event.Readiness.Over(outcomes.note(step, outcome)));
  }

  private void expand(Decision.Expand expand) {
    Node node = unit(expand.step()).node();
    List<@Nullable Object> items = Objects.requireNonNull(lots.remove(expand.step()));
    for (int index = 0; index < expand.count(); index++) {
      add(new Unit(node, Optional.of(new Unit.Item(index, items.get(index)))));
    }
    firstStarts.put(expand.step(), clock.monotonicNanos());
    outcomes.expand(
        expand.step(), node.turn().each().orElseThrow(), expand.firstItem(), expand.count());
    news.add(new RunEvent.Expanded(node.id(), expand.count()));
  }

  /** A step that was over with when the run was interrupted is not run again. */
  private void startOrRecall(Decision.Start start) {
    open.started(start.step(), clock.monotonicNanos());
    NodeRecord before = options.checkpoint().settled().get(unit(start.step()).name());
    if (before != null && before.result() instanceof NodeResult.Ran ran) {
      boolean completed = outcomes.note(start.step(), ran.outcome()) == Event.Ending.COMPLETED;
      Event.Ending ending = completed ? Event.Ending.COMPLETED : Event.Ending.EXHAUSTED;
      events.add(new Event.Ended(start.step(), start.attempt(), ending));
    } else {
      starts.add(start);
    }
  }

  /** The number of an attempt, those before an interruption counted. */
  private int attempt(int step, int attempt) {
    return options.checkpoint().attempts().getOrDefault(unit(step).name(), 0) + attempt;
  }

  private void start(Decision.Start start) {
    Unit unit = unit(start.step());
    int number = attempt(start.step(), start.attempt());
    firstStarts.putIfAbsent(start.step(), clock.monotonicNanos());
    options.log().started(unit.name(), number);
    options.listener().on(new RunEvent.AttemptStarted(unit.name(), number));
    running.put(
        start.step(),
        attempts.start(
            task(unit, number, start.variant()),
            outcome ->
                signals.add(new Signal.AttemptEnded(start.step(), start.attempt(), outcome))));
  }

  private NodeTask task(Unit unit, int attempt, int variant) {
    Node node = unit.node();
    Map<String, Path> directories = new LinkedHashMap<>();
    node.grants()
        .forEach((capability, name) ->
            directories.put(
                capability, Objects.requireNonNull(values.inputs().directories().get(name))));
    return new NodeTask(
        node,
        options.run() + "/" + unit.name(),
        attempt,
        node.extensions().get(variant),
        values.fill(node.input(), unit.item()),
        directories);
  }

  private void stop(Decision.Stop stop) {
    if (stop.reason() == Decision.Reason.TIMEOUT) {
      outcomes.timeOut(stop.step());
    }
    starts.removeIf(start -> start.step() == stop.step() && abandon(start));
    Attempts.Attempt attempt = running.get(stop.step());
    if (attempt != null) {
      attempt.cancel();
    }
  }

  /** Ends an attempt that has not been made yet. */
  private boolean abandon(Decision.Start start) {
    Event.Ending ending = outcomes.note(start.step(), new GuestOutcome.Cancelled(Usage.NONE));
    return events.add(new Event.Ended(start.step(), start.attempt(), ending));
  }

  private void settle(int step, Settlement settlement) {
    Unit unit = unit(step);
    open.settled(step);
    NodeRecord record = record(step, result(step, settlement));
    if (unit.item().isPresent()) {
      options.log().settled(record);
      news.add(new RunEvent.ItemSettled(record));
      return;
    }
    values.settle(record);
    options.log().settled(outcomes.isExpanded(step) ? record.withoutValue() : record);
    news.add(new RunEvent.NodeSettled(record, values.records().size()));
  }

  private NodeRecord record(int step, NodeResult ended) {
    String name = unit(step).name();
    NodeRecord before = options.checkpoint().settled().get(name);
    if (before != null && before.result().equals(ended)) {
      return before;
    }
    long now = clock.monotonicNanos();
    long first = firstStarts.getOrDefault(step, now);
    return new NodeRecord(
        name,
        ended,
        attempt(step, schedule.attempts(step)),
        Duration.ofNanos(first - beganNanos),
        Duration.ofNanos(now - first));
  }

  private NodeResult result(int step, Settlement settlement) {
    return switch (settlement) {
      case Settlement.Completed completed -> new NodeResult.Ran(outcomes.of(step));
      case Settlement.Failed failed -> new NodeResult.Ran(outcomes.of(step));
      case Settlement.Cancelled cancelled -> new NodeResult.Ran(outcomes.of(step));
      case Settlement.Unneeded unneeded ->
          new NodeResult.Skipped(new NodeResult.Cause.NeededNode(unit(unneeded.needed()).name()));
      case Settlement.ScopeFailed failed ->
          new NodeResult.Skipped(new NodeResult.Cause.WorkflowFailed(unit(failed.at()).name()));
      case Settlement.RunCancelled cancelled ->
          new NodeResult.Skipped(new NodeResult.Cause.RunCancelled());
      case Settlement.LeftOut left -> new NodeResult.Skipped(new NodeResult.Cause.ConditionFalse());
    };
  }

  private WorkflowResult finished(Decision.Verdict how) {
    return new WorkflowResult(
        workflow.name(),
        switch (how) {
          case COMPLETED -> WorkflowResult.Status.COMPLETED;
          case FAILED -> WorkflowResult.Status.FAILED;
          case CANCELLED -> WorkflowResult.Status.CANCELLED;
        },
        values.records(),
        Duration.ofNanos(clock.monotonicNanos() - beganNanos),
        CriticalPath.of(values.records(), dependencies),
        workflow
            .report()
            .filter(values::isComplete)
            .map(report -> new WorkflowResult.Report(values.fill(report, Optional.empty()))));
  }
}
