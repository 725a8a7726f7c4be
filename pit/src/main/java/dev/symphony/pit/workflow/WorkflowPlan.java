package dev.symphony.pit.workflow;

import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The plan that a workflow stands for: step {@code n} is its node {@code n}. */
final class WorkflowPlan {
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> scopeOf = new HashMap<>();
  private final List<Plan.Scope> scopes = new ArrayList<>();
  private final Dependencies dependencies;

  private WorkflowPlan(Workflow workflow, Dependencies dependencies) {
    this.dependencies = dependencies;
    workflow.nodes().keySet().forEach(id -> places.put(id, places.size()));
  }

  static Plan of(Workflow workflow, Dependencies dependencies) {
    WorkflowPlan plan = new WorkflowPlan(workflow, dependencies);
    plan.addScopes(workflow);
    List<Step> steps = workflow.nodes().values().stream().map(plan::step).toList();
    return new Plan(steps, plan.scopes);
  }

  /** An outer workflow stands before what is inside it, so that its own scope is known by then. */
  private void addScopes(Workflow workflow) {
    for (Node node : workflow.nodes().values()) {
      if (node.work() instanceof Node.Work.Inner inner) {
        int within = scopeOf.getOrDefault(node.id(), Plan.RUN);
        scopes.add(new Plan.Scope(within, place(node.id())));
        inner.nodes().forEach(id -> scopeOf.put(id, scopes.size()));
      }
    }
  }

  private Step step(Node node) {
    List<Step.Edge> edges =
        dependencies.before(node.id()).stream().map(id -> edge(node, id)).toList();
    return new Step(
        node.id(),
        edges,
        scopeOf.getOrDefault(node.id(), Plan.RUN),
        preparation(node),
        node.policy());
  }

  private Step.Edge edge(Node node, String before) {
    Step.Kind kind = node.waits().needs().contains(before) ? Step.Kind.HARD : Step.Kind.SOFT;
    return new Step.Edge(place(before), kind);
  }

  private int place(String id) {
    return Objects.requireNonNull(places.get(id), id);
  }

  private static Step.Preparation preparation(Node node) {
    if (node.work() instanceof Node.Work.Inner) {
      return Step.Preparation.JOIN;
    }
    return node.turn().equals(Node.Turn.ONCE) ? Step.Preparation.NONE : Step.Preparation.ASKED;
  }
}
