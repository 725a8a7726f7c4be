package dev.symphony.conductor.environment;

import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.schedule.Scheduling;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.workload.JobSource;

/**
 * What the episodes of an environment are made from.
 *
 * @param advisor gives advice at each point, and decides when a decision is refused
 * @param hindsight whether the section {@code hindsight} is filled in
 */
public record EpisodeSettings(
    JobSource jobs,
    Conditions conditions,
    Baseline advisor,
    Scheduling scheduling,
    Hindsight hindsight) {
  /** Whether each possible decision is played to the end at each step: a hundred times the work. */
  public enum Hindsight {
    TOLD,
    NOT_TOLD
  }
}
