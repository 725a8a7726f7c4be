package dev.symphony.host.topology;

import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.pit.arbitration.Arbitration;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.pool.Pool;
import dev.symphony.pit.stale.Stale;
import dev.symphony.pit.tracker.Tracker;

/** A member of the Pit, and the contract that it is reached by wherever it lives. */
public enum Member {
  POOL(Pool.class),
  TRACKER(Tracker.class),
  STORE(Keeper.class),
  STALE(Stale.class),
  ARBITRATION(Arbitration.class);

  @SuppressWarnings("ImmutableEnumChecker") // a class never changes
  private final Class<?> contract;

  Member(Class<?> contract) {
    this.contract = contract;
  }

  /** The annotated interface. */
  public Class<?> contract() {
    return contract;
  }

  /** The declaration of the contract. */
  public ServiceDeclaration declaration() {
    return ServiceDeclaration.of(contract);
  }
}
