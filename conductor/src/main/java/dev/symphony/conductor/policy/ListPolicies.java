package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Policies that start the first ready task by some order, and wait when nothing can start. */
final class ListPolicies {
  private ListPolicies() {}

  static Action firstCome(Simulation run) {
    return run.ready().isEmpty()
        ? new Action.Wait()
        : new Action.Start(run.ready().getFirst(), idle(run)[0]);
  }

  static Action any(Simulation run, RandomGenerator random) {
    if (run.ready().isEmpty()) {
      return new Action.Wait();
    }
    int[] idle = idle(run);
    List<Integer> ready = run.ready();
    return new Action.Start(
        ready.get(random.nextInt(ready.size())), idle[random.nextInt(idle.length)]);
  }

  static Action shortest(Simulation run) {
    return first(run, Comparator.comparingDouble(task -> run.scenario().meanSeconds(task)));
  }

  static Action criticalPath(Simulation run) {
    return first(run, Comparator.comparingDouble(task -> -run.foresight().rank(task)));
  }

  private static Action first(Simulation run, Comparator<Integer> order) {
    return run.ready().stream()
        .min(order.thenComparingInt(task -> task))
        .<Action>map(task -> new Action.Start(task, bestIdle(run, task)))
        .orElseGet(Action.Wait::new);
  }

  /** The idle machine on which a task is completed first. */
  static int bestIdle(Simulation run, int task) {
    return IntStream.of(idle(run))
        .boxed()
        .min(Comparator.comparingDouble(machine -> run.expectedFinish(task, machine)))
        .orElseThrow();
  }

  /** The idle machines; there is at least one when something can be decided. */
  static int[] idle(Simulation run) {
    return IntStream.range(0, run.scenario().machines().size()).filter(run::isIdle).toArray();
  }
}
