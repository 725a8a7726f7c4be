package dev.symphony.conductor.live;

import java.util.Optional;

/**
 * A decision in a real run, as the episode log keeps it.
 *
 * @param question what was asked; its digest and mask are kept too
 * @param heuristic what the heuristic would do
 * @param advice what the Conductor would do, if it said something that can be done
 * @param taken what was done
 * @param by who decided
 * @param incident why the Conductor was not followed; empty when nothing was wrong
 */
public record LiveDecision(
    Question question,
    int heuristic,
    Optional<Advice> advice,
    int taken,
    Decider by,
    String incident) {
  /** Who decided. */
  public enum Decider {
    CONDUCTOR,
    HEURISTIC
  }
}
