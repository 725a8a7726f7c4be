package dev.symphony.policy.world;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.Right;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A right that somebody holds. A call has to be allowed by every right of the chain, as in the
 * grant tree of the kernel.
 *
 * @param chain from the right at the root to the one that is held; all are of one service
 * @param source where it comes from, in words
 */
public record Held(List<Right> chain, String source) {
  public Held {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("somebody holds at least one right");
    }
  }

  /** A right held by itself. */
  public static Held of(Right right, String source) {
    return new Held(List.of(right), source);
  }

  /** The service that it is a right to. */
  public String service() {
    return chain.getFirst().service();
  }

  /** The right as its holder sees it; what comes before it in the chain is demanded on top. */
  public Right right() {
    return chain.getLast();
  }

  /** What another holder has when this one passes {@code narrower} on. */
  public Held derived(Right narrower, String by) {
    List<Right> longer = new ArrayList<>(chain);
    longer.add(narrower);
    return new Held(longer, by);
  }

  /** Whether every right of the chain names {@code operation}. */
  public boolean includes(String operation) {
    return chain.stream().allMatch(right -> right.includes(operation));
  }

  /** When it ends: the earliest end in the chain, or never. */
  public Optional<Instant> end() {
    return chain.stream()
        .flatMap(right -> right.constraints().stream())
        .filter(Constraint.Expires.class::isInstance)
        .map(c -> ((Constraint.Expires) c).instant())
        .min(Instant::compareTo);
  }

  /** Whether it still holds at {@code moment}. */
  public boolean isLiveAt(Instant moment) {
    return end().map(moment::isBefore).orElse(true);
  }

  @Override
  public String toString() {
    return right() + " (" + source + ")";
  }
}
