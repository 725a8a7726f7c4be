package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;
import java.util.Optional;

/** Policies that load ahead what is next. */
final class WarmPolicies {
  private WarmPolicies() {}

  /** By rank the first task whose program an idle machine keeps, else the first by rank. */
  static Action greedy(Simulation run) {
    int[] open = run.ready();
    int highest = -1;
    for (int count = open.length; count > 0; count--) {
      int task = ByRank.takeFirst(run, open, count);
      highest = highest < 0 ? task : highest;
      int machine = warmest(run, task);
      if (machine >= 0) {
        return new Action.Start(task, machine);
      }
    }
    return highest < 0
        ? ahead(run).orElseGet(Action.Wait::new)
        : new Action.Start(highest, ListPolicies.bestIdle(run, highest));
  }

  /** As {@link EarliestFinish}, but loads ahead where that would wait. */
  static Action earliestFinish(Simulation run) {
    Action action = EarliestFinish.choose(run);
    return action instanceof Action.Wait && run.readyCount() == 0
        ? ahead(run).orElse(action)
        : action;
  }

  /** The idle machine that keeps the program of a task and completes it first, or -1. */
  private static int warmest(Simulation run, int task) {
    int program = run.scenario().program(task);
    int best = -1;
    for (int machine = 0; machine < run.scenario().machines().size(); machine++) {
      if (run.isIdle(machine) && run.isWarm(program, machine)) {
        boolean sooner =
            best < 0 || run.expectedFinish(task, machine) < run.expectedFinish(task, best);
        best = sooner ? machine : best;
      }
    }
    return best;
  }

  /** Loads the program of the next task by rank that no machine keeps, where it would run best. */
  private static Optional<Action> ahead(Simulation run) {
    int[] open = run.soon();
    for (int count = open.length; count > 0; count--) {
      int task = ByRank.takeFirst(run, open, count);
      int program = run.scenario().program(task);
      if (!isKept(run, program)) {
        return Optional.of(new Action.Prewarm(program, ListPolicies.bestIdle(run, task)));
      }
    }
    return Optional.empty();
  }

  private static boolean isKept(Simulation run, int program) {
    for (int machine = 0; machine < run.scenario().machines().size(); machine++) {
      if (run.isWarm(program, machine)) {
        return true;
      }
    }
    return false;
  }
}
