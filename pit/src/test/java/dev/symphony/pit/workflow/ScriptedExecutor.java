package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An executor that plays outcomes from a script; without one, a node returns its input. */
final class ScriptedExecutor implements NodeExecutor {
  private final Map<String, Deque<GuestOutcome>> script = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<GuestOutcome>> held = new ConcurrentHashMap<>();
  private final List<NodeTask> tasks = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  static GuestOutcome returned(@Nullable Object value) {
    return new GuestOutcome.Completed(value, Usage.NONE);
  }

  static GuestOutcome failed(String code) {
    return new GuestOutcome.Failed(new GuestError(code, "as scripted"), Usage.NONE);
  }

  ScriptedExecutor plays(String node, GuestOutcome... outcomes) {
    script.put(node, new ArrayDeque<>(List.of(outcomes)));
    return this;
  }

  /** The node runs until {@link #finish} or it is cancelled. */
  ScriptedExecutor holds(String node) {
    held.put(node, new CompletableFuture<>());
    return this;
  }

  void finish(String node, GuestOutcome outcome) {
    held.getOrDefault(node, new CompletableFuture<>()).complete(outcome);
  }

  List<NodeTask> tasks() {
    return tasks;
  }

  List<String> order() {
    return tasks.stream().map(task -> task.node().id()).toList();
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  @Override
  public RunningInvocation start(NodeTask task) {
    tasks.add(task);
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
    CompletableFuture<GuestOutcome> outcome =
        held.getOrDefault(task.node().id(), CompletableFuture.completedFuture(next(task)));
    CompletableFuture<GuestOutcome> counted =
        outcome.whenComplete((value, error) -> running.decrementAndGet());
    return new Invocation(outcome, counted);
  }

  private GuestOutcome next(NodeTask task) {
    Deque<GuestOutcome> outcomes = script.get(task.node().id());
    return outcomes == null ? returned(task.input()) : outcomes.remove();
  }

  private record Invocation(
      CompletableFuture<GuestOutcome> source, CompletableFuture<GuestOutcome> outcome)
      implements RunningInvocation {
    @Override
    public void cancel() {
      source.complete(new GuestOutcome.Cancelled(Usage.NONE));
    }
  }
}
