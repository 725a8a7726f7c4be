package dev.symphony.pit.arbitration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How it is decided whose turn it is. */
public sealed interface Strategy {
  /** The most urgent first; waiting makes more urgent. */
  record Priority() implements Strategy {}

  /** One party after the other. */
  record RoundRobin() implements Strategy {}

  /** Who has had least so far. */
  record Collaborative() implements Strategy {}

  /** In the order of the requests. */
  record Queue() implements Strategy {}

  /** At random, the more urgent the likelier. */
  record WeightedRandom(RandomGenerator random) implements Strategy {}

  /** Whether parties, and not their requests, come one after the other. */
  default boolean turnsByParty() {
    return this instanceof RoundRobin || this instanceof Collaborative;
  }

  /**
   * Whose turn it is.
   *
   * @param waiting the requests that wait, in the order in which they came; at least one
   * @param served how much each party has had, those longest without a turn first
   */
  default Claim next(List<Claim> waiting, Map<String, Long> served) {
    return switch (this) {
      case Queue queue -> waiting.getFirst();
      case Priority priority ->
          waiting.stream().max(Comparator.comparingLong(Strategy::urgency)).orElseThrow();
      case RoundRobin robin -> firstOf(waiting, List.copyOf(served.keySet()));
      case Collaborative together ->
          waiting.stream()
              .min(Comparator.comparingLong(claim -> served.getOrDefault(claim.party(), 0L)))
              .orElseThrow();
      case WeightedRandom weighted -> drawn(waiting, weighted.random());
    };
  }

  /** The priority, raised by one for each request that was served before. */
  private static long urgency(Claim claim) {
    return claim.priority() + claim.bypassed();
  }

  private static Claim firstOf(List<Claim> waiting, List<String> order) {
    return waiting.stream()
        .min(Comparator.comparingInt(claim -> order.indexOf(claim.party())))
        .orElseThrow();
  }

  private static Claim drawn(List<Claim> waiting, RandomGenerator random) {
    double all = waiting.stream().mapToDouble(Strategy::weight).sum();
    double left = random.nextDouble() * all;
    for (Claim claim : waiting) {
      left -= weight(claim);
      if (left < 0) {
        return claim;
      }
    }
    return waiting.getLast();
  }

  private static double weight(Claim claim) {
    return Math.max(1, claim.priority());
  }

  /** The words for it in rationales. */
  default String words() {
    return switch (this) {
      case Queue queue -> "it came first";
      case Priority priority -> "it is the most urgent, waiting counted in";
      case RoundRobin robin -> "its party has been longest without a turn";
      case Collaborative together -> "its party has had least";
      case WeightedRandom weighted -> "it was drawn, the urgent likelier";
    };
  }
}
