package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Simulation;

/** Tasks in the order of their ranks, the highest first; of equal ones the earlier. */
final class ByRank {
  private ByRank() {}

  /**
   * Takes the first task out of the first {@code count} of some tasks; the others keep their order.
   */
  static int takeFirst(Simulation run, int[] tasks, int count) {
    int first = 0;
    for (int place = 1; place < count; place++) {
      first =
          run.foresight().rank(tasks[place]) > run.foresight().rank(tasks[first]) ? place : first;
    }
    int task = tasks[first];
    System.arraycopy(tasks, first + 1, tasks, first, count - first - 1);
    return task;
  }
}
