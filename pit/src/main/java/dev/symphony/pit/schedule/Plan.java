package dev.symphony.pit.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a run, by index. A step may wait only for steps of the same plan, and nothing waits
 * for itself in the end; who makes a plan has seen to that.
 *
 * @param steps all steps
 * @param scopes the scopes beside the whole run; scope {@code n} is entry {@code n - 1}
 */
public record Plan(List<Step> steps, List<Scope> scopes) {
  /** The scope of the whole run. */
  public static final int RUN = 0;

  /**
   * A part of a run whose failure is the failure of one step.
   *
   * @param within the scope around it
   * @param join the step that it ends with, which belongs to the scope around it
   */
  public record Scope(int within, int join) {}

  public Plan {
    steps = List.copyOf(steps);
    scopes = List.copyOf(scopes);
    for (Step step : steps) {
      for (Step.Edge edge : step.waitsFor()) {
        if (edge.on() < 0 || edge.on() >= steps.size()) {
          throw new IllegalArgumentException(step.id() + " waits for a step that is not there");
        }
      }
    }
  }

  /** A plan without scopes beside the whole run. */
  public static Plan of(List<Step> steps) {
    return new Plan(steps, List.of());
  }

  /** For each step, the steps that wait for it. */
  List<List<Step.Edge>> behind() {
    List<List<Step.Edge>> behind = new ArrayList<>();
    steps.forEach(step -> behind.add(new ArrayList<>(2)));
    for (int index = 0; index < steps.size(); index++) {
      for (Step.Edge edge : steps.get(index).waitsFor()) {
        behind.get(edge.on()).add(new Step.Edge(index, edge.kind()));
      }
    }
    return behind;
  }
}
