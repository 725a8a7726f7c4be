package dev.symphony.policy.proof;

import dev.symphony.policy.rehearsal.Script;
import java.util.List;

/**
 * Concrete calls that break an invariant.
 *
 * @param steps what happens, one line for each call
 * @param script the same for a rehearsal
 */
public record Chain(List<String> steps, Script script) {
  public Chain {
    steps = List.copyOf(steps);
  }
}
