package dev.symphony.capabilities.authority;

import java.util.List;
import java.util.Set;

/**
 * What an authority block says.
 *
 * @param chain the grant that is carried, then the one it was derived from, and so on to the root;
 *     all are rights to the same service, and a call has to satisfy all of them
 * @param object the name of the object that calls reach; empty for the one that every home has
 */
public record Authority(List<CarriedGrant> chain, String object) {
  private static final Set<String> STATEFUL = Set.of("quota", "rate");

  public Authority {
    chain = List.copyOf(chain);
    if (chain.isEmpty() || services(chain) != 1) {
      throw new IllegalArgumentException("a token carries at least one grant, all of one service");
    }
  }

  private static long services(List<CarriedGrant> chain) {
    return chain.stream().map(g -> g.right().service()).distinct().count();
  }

  /** The grant that is carried. */
  public CarriedGrant grant() {
    return chain.getFirst();
  }

  /** The name of the service. */
  public String service() {
    return grant().right().service();
  }

  /**
   * Whether a fact of this name limits a grant by what was used up, which only the issuer can do.
   */
  public static boolean isStateful(String factName) {
    return STATEFUL.contains(factName);
  }
}
