package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Heterogeneous earliest finish time, decided anew at each point: the ready tasks are placed by
 * rank, each where it would be completed first given those that are placed before it.
 */
final class EarliestFinish {
  private final Simulation run;
  private final double[] busy;
  private final List<Set<Integer>> planned = new ArrayList<>();

  private EarliestFinish(Simulation run) {
    this.run = run;
    this.busy = new double[run.scenario().machines().size()];
    Arrays.setAll(busy, run::expectedRemaining);
    for (int machine = 0; machine < busy.length; machine++) {
      planned.add(new HashSet<>());
    }
  }

  /**
   * The first task by rank whose place is idle now starts there; when there is none, time passes.
   */
  static Action choose(Simulation run) {
    return new EarliestFinish(run).plan();
  }

  private Action plan() {
    List<Integer> byRank =
        run.ready().stream()
            .sorted(Comparator.comparingDouble(task -> -run.foresight().rank(task)))
            .toList();
    for (int task : byRank) {
      int machine = place(task);
      if (run.isIdle(machine) && planned.get(machine).isEmpty()) {
        return new Action.Start(task, machine);
      }
      busy[machine] = finish(task, machine);
      planned.get(machine).add(run.scenario().program(task));
    }
    return run.allows(new Action.Wait()) ? new Action.Wait() : ListPolicies.criticalPath(run);
  }

  private int place(int task) {
    int best = 0;
    for (int machine = 1; machine < busy.length; machine++) {
      if (finish(task, machine) < finish(task, best)) {
        best = machine;
      }
    }
    return best;
  }

  private double finish(int task, int machine) {
    int program = run.scenario().program(task);
    double cold = planned.get(machine).contains(program) ? 0 : run.coldSeconds(program, machine);
    return busy[machine] + cold + run.scenario().expectedSeconds(task, machine);
  }
}
