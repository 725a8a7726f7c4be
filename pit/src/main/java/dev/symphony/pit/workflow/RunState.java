package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a run has got. Only the thread of the run changes it. */
final class RunState {
  private final Workflow workflow;
  private final Dependencies dependencies;
  private final long beganNanos;
  private final Map<String, Integer> waitingFor = new HashMap<>();
  private final Map<String, NodeResult.Cause> blocked = new HashMap<>();
  private final Deque<String> ready = new ArrayDeque<>();
  private final Map<String, NodeRecord> settled;

  RunState(Workflow workflow, long beganNanos) {
    this.workflow = workflow;
    this.dependencies = Dependencies.of(workflow.nodes().values());
    this.beganNanos = beganNanos;
    this.settled = Collections.synchronizedMap(new LinkedHashMap<>());
    for (String id : workflow.nodes().keySet()) {
      int before = dependencies.before(id).size();
      waitingFor.put(id, before);
      if (before == 0) {
        ready.add(id);
      }
    }
  }

  Workflow workflow() {
    return workflow;
  }

  Node node(String id) {
    return Objects.requireNonNull(workflow.nodes().get(id));
  }

  /** Takes the next node that waits for nothing any more. */
  Optional<String> nextReady() {
    return Optional.ofNullable(ready.peek());
  }

  /** Removes the node that {@link #nextReady} told. */
  void takeReady() {
    ready.remove();
  }

  /** Why the node cannot run, when a node that it needs did not complete. */
  Optional<NodeResult.Cause> blocked(String id) {
    return Optional.ofNullable(blocked.get(id));
  }

  /** Notes that a node is over with, and what that means for those that wait for it. */
  void settle(NodeRecord node) {
    settled.put(node.id(), node);
    for (String next : dependencies.behind(node.id())) {
      if (!node.result().completed() && node(next).needs().contains(node.id())) {
        blocked.putIfAbsent(next, new NodeResult.Cause.NeededNode(node.id()));
      }
      if (waitingFor.merge(next, -1, Integer::sum) == 0) {
        ready.add(next);
      }
    }
  }

  int settledNodes() {
    return settled.size();
  }

  boolean isOver() {
    return settled.size() == workflow.nodes().size();
  }

  NodeRecord record(String id) {
    return Objects.requireNonNull(settled.get(id), id);
  }

  Map<String, NodeRecord> records() {
    return settled;
  }

  /** What a node returned. */
  @Nullable Object output(String id) {
    return record(id).result() instanceof NodeResult.Ran ran
            && ran.outcome() instanceof GuestOutcome.Completed completed
        ? completed.value()
        : null;
  }

  /** How long the run has taken at {@code nanos}. */
  Duration since(long nanos) {
    return Duration.ofNanos(nanos - beganNanos);
  }

  Dependencies dependencies() {
    return dependencies;
  }
}
