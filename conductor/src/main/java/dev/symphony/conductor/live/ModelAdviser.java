package dev.symphony.conductor.live;

import dev.symphony.conductor.policy.Scoring;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A model that runs in this process. It can be replaced while runs go on: a question is answered by
 * the one or the other.
 */
public final class ModelAdviser implements Adviser {
  /**
   * A model with its version.
   *
   * @param version part of every record of a decision
   */
  public record Policy(Scoring model, String version) {}

  private final AtomicReference<Policy> policy;

  /** An adviser that begins with {@code policy}. */
  public ModelAdviser(Policy policy) {
    this.policy = new AtomicReference<>(policy);
  }

  /** From now on this policy answers; gives the one before. */
  public Policy replace(Policy next) {
    return policy.getAndSet(next);
  }

  @Override
  public Reply ask(Question question, Duration patience) {
    Policy present = policy.get();
    float[] scores = present.model().score(question.features(), question.actions().size());
    if (scores.length != question.actions().size()) {
      return new Reply.Broken("scores are missing");
    }
    int best = 0;
    for (int row = 0; row < scores.length; row++) {
      if (!Float.isFinite(scores[row])) {
        return new Reply.Broken("a score is no number");
      }
      best = scores[row] > scores[best] ? row : best;
    }
    return new Reply.Given(new Advice(question.actions().get(best), 1, present.version()));
  }
}
