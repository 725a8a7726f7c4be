package dev.symphony.host.conductor;

import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.trace.Trace;
import dev.symphony.pit.trace.TraceTask;
import dev.symphony.pit.workflow.Node;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A durable run as a recorded one. Each extension that ran is a task, each item of a list one of
 * its own; what did not run, and nodes that only put results together, are passed through: whoever
 * waited for them waits for what they waited for.
 */
final class RunTrace {
  private final RunHistory run;
  private final Workflow workflow;
  private final Map<String, Set<String>> ends = new HashMap<>();

  RunTrace(RunHistory run, Workflow workflow) {
    this.run = run;
    this.workflow = workflow;
  }

  /** The record; empty when nothing ran. */
  Optional<Trace> trace() {
    List<TraceTask> tasks = new ArrayList<>();
    for (Node node : workflow.nodes().values()) {
      List<String> parents = List.copyOf(parents(node));
      for (NodeRecord ran : ran(node)) {
        tasks.add(new TraceTask(ran.id(), program(node), parents, seconds(ran), 0, 0));
      }
    }
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Trace(run.header().workflow(), tasks));
  }

  /** What of a node ran: itself, or its items. */
  private List<NodeRecord> ran(Node node) {
    if (node.extensions().isEmpty()) {
      return List.of();
    }
    List<String> units = new ArrayList<>();
    if (node.turn().each().isEmpty()) {
      units.add(node.id());
    } else {
      while (run.settled().containsKey(node.id() + "[" + units.size() + "]")) {
        units.add(node.id() + "[" + units.size() + "]");
      }
    }
    return units.stream()
        .flatMap(unit -> Optional.ofNullable(run.settled().get(unit)).stream())
        .filter(record -> record.result() instanceof NodeResult.Ran)
        .toList();
  }

  /** The tasks that a node waited for. */
  private Set<String> parents(Node node) {
    Set<String> before = new LinkedHashSet<>(before(node));
    for (String peer : node.waits().together()) {
      before.addAll(before(node(peer)));
    }
    Set<String> parents = new LinkedHashSet<>();
    before.forEach(id -> parents.addAll(ends(id)));
    return parents;
  }

  private Node node(String id) {
    return Objects.requireNonNull(workflow.nodes().get(id), id);
  }

  private static Set<String> before(Node node) {
    Set<String> before = new LinkedHashSet<>(node.waits().needs());
    before.addAll(node.waits().after());
    return before;
  }

  /** The tasks that have to be over for a node to be over. */
  private Set<String> ends(String id) {
    Set<String> known = ends.get(id);
    if (known != null) {
      return known;
    }
    Node node = node(id);
    Set<String> found = new LinkedHashSet<>();
    ran(node).forEach(record -> found.add(record.id()));
    if (found.isEmpty()) {
      found.addAll(parents(node));
    }
    ends.put(id, found);
    return found;
  }

  /** The digest of what ran, so that the same code in two places is the same program. */
  private String program(Node node) {
    String directory = node.extensions().getFirst();
    return run.header().extensions().getOrDefault(directory, directory);
  }

  /** What the last attempt took; with its pauses, where the guest itself was not measured. */
  private static Duration seconds(NodeRecord record) {
    Duration wall =
        record.result() instanceof NodeResult.Ran ran
            ? ran.outcome().usage().wall()
            : Duration.ZERO;
    return wall.isZero() ? record.elapsed() : wall;
  }
}
