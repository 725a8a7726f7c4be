package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;
import java.util.List;

/** What heuristics would do: part of what a learned policy sees. */
public final class Votes {
  private Votes() {}

  /**
   * The decisions of heft-prewarm, critical-path, greedy-warm and shortest-first, in this order.
   */
  public static List<Action> at(Simulation run) {
    return List.of(
        WarmPolicies.earliestFinish(run),
        ListPolicies.criticalPath(run),
        WarmPolicies.greedy(run),
        ListPolicies.shortest(run));
  }
}
