package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Simulation;
import java.util.Arrays;

/**
 * What each possible decision would have come to, if a heuristic took all that follow. Each is
 * played to the end, with the real durations: a sample of its value, from which can be learned, and
 * nothing that could be known when deciding.
 */
public final class LookAhead {
  private LookAhead() {}

  /**
   * The seconds from here to the end, in lower bounds, for each number of the space; NaN for what
   * is not possible.
   */
  public static float[] of(Simulation run, ActionSpace space, int[] possible) {
    float[] values = new float[ActionSpace.SIZE];
    Arrays.fill(values, Float.NaN);
    for (int number : possible) {
      Simulation fork = run.fork();
      fork.take(space.decode(number).orElseThrow());
      while (!fork.isOver()) {
        Action next = WarmPolicies.earliestFinish(fork);
        fork.take(next);
      }
      double seconds = fork.seconds() - run.seconds();
      values[number] = (float) (seconds / run.foresight().lowerBound());
    }
    return values;
  }
}
