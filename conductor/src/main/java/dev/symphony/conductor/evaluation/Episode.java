package dev.symphony.conductor.evaluation;

import dev.symphony.conductor.policy.Policy;
import dev.symphony.conductor.schedule.Scheduling;
import dev.symphony.conductor.simulation.Outlay;
import dev.symphony.conductor.simulation.Scenario;
import dev.symphony.conductor.simulation.Simulation;

/**
 * A run of one scenario from its beginning to its end.
 *
 * @param outlay what it cost
 * @param lowerBound seconds that no schedule beats if durations are as expected
 * @param decisions how many were asked for
 */
public record Episode(Outlay outlay, double lowerBound, int decisions) {
  private static final int DECISIONS_PER_TASK = 8;
  private static final int DECISIONS_MORE = 64;

  /** The most decisions that a policy gets for a scenario of so many tasks. */
  public static int limit(int tasks) {
    return DECISIONS_PER_TASK * tasks + DECISIONS_MORE;
  }

  /** Runs a scenario; a policy that does not come to an end is replaced by {@code closing}. */
  public static Episode run(
      Scenario scenario, Scheduling scheduling, Policy policy, Policy closing) {
    Simulation run = new Simulation(scenario, scheduling);
    int limit = limit(scenario.job().size());
    int decisions = 0;
    for (; !run.isOver(); decisions++) {
      run.take((decisions < limit ? policy : closing).choose(run));
    }
    return new Episode(run.outlay(), run.foresight().lowerBound(), decisions);
  }

  /** The makespan, in lower bounds. */
  public double stretch() {
    return outlay.seconds() / lowerBound;
  }
}
