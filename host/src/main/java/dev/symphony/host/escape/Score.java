package dev.symphony.host.escape;

import dev.symphony.sandbox.escape.Attempt;
import dev.symphony.sandbox.escape.UnwalledEnd;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param attempt which
 * @param held what held it; empty when nothing did
 * @param harm what it did to others; empty when it did nothing
 * @param unwalled what came of it where nothing stood in its way
 * @param behindTheContext what came of it with the jail alone around it, where that can be asked
 * @param took how long the host had to do with it
 */
record Score(
    Attempt attempt,
    Optional<Held> held,
    Optional<String> harm,
    UnwalledEnd unwalled,
    Optional<UnwalledEnd> behindTheContext,
    Duration took) {

  /** Whether it was held, and nobody else came to harm. */
  boolean contained() {
    return held.isPresent() && harm.isEmpty();
  }

  /** Whether it is a real attempt: it succeeds where nothing stops it. */
  boolean real() {
    return unwalled instanceof UnwalledEnd.Reached;
  }

  /** Whether the jail alone would have held it, as far as that can be asked. */
  boolean heldByTheJail() {
    return behindTheContext.map(UnwalledEnd.Failed.class::isInstance).orElse(true);
  }

  /** Whether everything is as it should be. */
  boolean good() {
    return contained() && real() && heldByTheJail();
  }
}
