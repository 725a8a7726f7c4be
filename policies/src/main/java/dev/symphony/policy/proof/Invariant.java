package dev.symphony.policy.proof;

import dev.symphony.policy.world.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that is to hold in a world, whatever the extensions do.
 *
 * @param name for verdicts
 * @param says in words
 * @param claim what is to hold
 */
public record Invariant(String name, String says, Claim claim) {

  /** What is to hold. */
  public sealed interface Claim {
    /**
     * Nothing that is read by calls of {@code from} gets to a call of {@code to}, not through other
     * extensions, their answers or what is stored either.
     */
    record NoFlow(Target from, Target to) implements Claim {}

    /**
     * Nobody that {@code who} means can make a call of {@code what}, not through other extensions
     * either.
     *
     * @param after asks about the time from then on, and not about now
     */
    record NoReach(Who who, Target what, Optional<Duration> after) implements Claim {}

    /** Every right to calls of {@code what} ends within {@code within}. */
    record Expires(Target what, Duration within) implements Claim {}

    /** Every right to calls of {@code what} lets at most {@code calls} calls through. */
    record Limited(Target what, long calls) implements Claim {}
  }

  /**
   * Extensions, by patterns over {@code publisher/name}.
   *
   * @param among who is meant
   * @param except who is not, all the same
   */
  public record Who(List<String> among, List<String> except) {
    public Who {
      among = List.copyOf(among);
      except = List.copyOf(except);
    }
  }
}
