package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Observation;
import dev.symphony.conductor.simulation.Simulation;

/**
 * Takes the possible decision that a model scores highest. A score that is no number, or too few
 * scores, leave the decision to the fallback.
 */
public final class LearnedPolicy implements Policy {
  private final Scoring model;
  private final Policy fallback;
  private int refused;

  /** A policy of {@code model}. */
  public LearnedPolicy(Scoring model, Policy fallback) {
    this.model = model;
    this.fallback = fallback;
  }

  @Override
  public Action choose(Simulation run) {
    ActionSpace space = ActionSpace.of(run);
    Observation seen = Observation.of(run, space, Votes.at(run));
    int[] possible = seen.possible();
    float[] scores = model.score(seen.rows(possible), possible.length);
    if (!isSound(scores, possible.length)) {
      refused++;
      return fallback.choose(run);
    }
    int best = 0;
    for (int row = 1; row < possible.length; row++) {
      best = scores[row] > scores[best] ? row : best;
    }
    return space.decode(possible[best]).orElseThrow();
  }

  /** How often the fallback decided because the scores were unusable. */
  public int refused() {
    return refused;
  }

  private static boolean isSound(float[] scores, int count) {
    if (scores.length != count || count == 0) {
      return false;
    }
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        return false;
      }
    }
    return true;
  }
}
