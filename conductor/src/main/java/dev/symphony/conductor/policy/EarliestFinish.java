package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Placement;
import dev.symphony.conductor.simulation.Simulation;

/**
 * Heterogeneous earliest finish time, decided anew at each point: the ready tasks are placed by
 * rank, each where it would be completed first given those that are placed before it.
 */
final class EarliestFinish {
  private EarliestFinish() {}

  /**
   * The first task by rank whose place is idle now starts there; when there is none, time passes.
   */
  static Action choose(Simulation run) {
    Placement placement = new Placement(run);
    int[] open = run.ready();
    for (int count = open.length; count > 0; count--) {
      int task = ByRank.takeFirst(run, open, count);
      int machine = placement.best(task);
      if (placement.isFirst(machine) && run.isIdle(machine)) {
        return new Action.Start(task, machine);
      }
      placement.place(task, machine);
    }
    return run.allows(new Action.Wait()) ? new Action.Wait() : ListPolicies.criticalPath(run);
  }
}
