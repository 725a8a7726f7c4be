package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Policies that load ahead what is next. */
final class WarmPolicies {
  private WarmPolicies() {}

  /** By rank the first task whose program an idle machine keeps, else the first by rank. */
  static Action greedy(Simulation run) {
    List<Integer> byRank = byRank(run, run.ready());
    for (int task : byRank) {
      Optional<Action> start = warmStart(run, task);
      if (start.isPresent()) {
        return start.get();
      }
    }
    return byRank.isEmpty()
        ? ahead(run).orElseGet(Action.Wait::new)
        : new Action.Start(byRank.getFirst(), ListPolicies.bestIdle(run, byRank.getFirst()));
  }

  /** As {@link EarliestFinish}, but loads ahead where that would wait. */
  static Action earliestFinish(Simulation run) {
    Action action = EarliestFinish.choose(run);
    return action instanceof Action.Wait && run.ready().isEmpty()
        ? ahead(run).orElse(action)
        : action;
  }

  private static Optional<Action> warmStart(Simulation run, int task) {
    int program = run.scenario().program(task);
    return IntStream.of(ListPolicies.idle(run))
        .filter(machine -> run.isWarm(program, machine))
        .boxed()
        .min(Comparator.comparingDouble(machine -> run.expectedFinish(task, machine)))
        .map(machine -> new Action.Start(task, machine));
  }

  /** Loads the program of the next task by rank that no machine keeps, where it would run best. */
  private static Optional<Action> ahead(Simulation run) {
    int machines = run.scenario().machines().size();
    for (int task : byRank(run, run.soon())) {
      int program = run.scenario().program(task);
      if (IntStream.range(0, machines).noneMatch(machine -> run.isWarm(program, machine))) {
        return Optional.of(new Action.Prewarm(program, ListPolicies.bestIdle(run, task)));
      }
    }
    return Optional.empty();
  }

  private static List<Integer> byRank(Simulation run, List<Integer> tasks) {
    return tasks.stream()
        .sorted(Comparator.comparingDouble(task -> -run.foresight().rank(task)))
        .toList();
  }
}
