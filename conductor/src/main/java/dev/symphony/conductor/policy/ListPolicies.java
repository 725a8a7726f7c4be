package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Policies that start the first ready task by some order, and wait when nothing can start. */
final class ListPolicies {
  private ListPolicies() {}

  static Action firstCome(Simulation run) {
    return run.readyCount() == 0
        ? new Action.Wait()
        : new Action.Start(run.ready()[0], idle(run)[0]);
  }

  static Action any(Simulation run, RandomGenerator random) {
    if (run.readyCount() == 0) {
      return new Action.Wait();
    }
    int[] idle = idle(run);
    int[] ready = run.ready();
    return new Action.Start(ready[random.nextInt(ready.length)], idle[random.nextInt(idle.length)]);
  }

  static Action shortest(Simulation run) {
    return least(run, run.scenario()::meanSeconds);
  }

  static Action criticalPath(Simulation run) {
    return least(run, task -> -run.foresight().rank(task));
  }

  /** Starts the ready task for which a value is least; of equal ones that of the least number. */
  private static Action least(Simulation run, IntToDoubleFunction value) {
    if (run.readyCount() == 0) {
      return new Action.Wait();
    }
    int[] ready = run.ready();
    int first = ready[0];
    for (int task : ready) {
      int order = Double.compare(value.applyAsDouble(task), value.applyAsDouble(first));
      first = order < 0 || (order == 0 && task < first) ? task : first;
    }
    return new Action.Start(first, bestIdle(run, first));
  }

  /** The idle machine on which a task is completed first; there has to be an idle one. */
  static int bestIdle(Simulation run, int task) {
    int[] idle = idle(run);
    int best = idle[0];
    for (int machine : idle) {
      best = run.expectedFinish(task, machine) < run.expectedFinish(task, best) ? machine : best;
    }
    return best;
  }

  /** The idle machines; there is at least one when something can be decided. */
  static int[] idle(Simulation run) {
    return IntStream.range(0, run.scenario().machines().size()).filter(run::isIdle).toArray();
  }
}
