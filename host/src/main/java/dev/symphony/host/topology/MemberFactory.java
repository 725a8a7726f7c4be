package dev.symphony.host.topology;

import dev.symphony.kernel.KernelClock;
import dev.symphony.pit.arbitration.ArbitrationEngine;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.artifact.StoreKeeper;
import dev.symphony.pit.pool.PoolBackend;
import dev.symphony.pit.pool.PoolManager;
import dev.symphony.pit.pool.Succession;
import dev.symphony.pit.stale.StaleManager;
import dev.symphony.pit.stale.StaleRules;
import dev.symphony.pit.tracker.DagTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes members: the one place where their logic is put together, in the process of the kernel and
 * in any other.
 */
record MemberFactory(MemberSettings settings, Needs needs, KernelClock clock) {
  private static final double LIKELY_FROM = 0.3;
  private static final int MOST_EXPECTED = 2;

  /**
   * What members need of others, wherever those are.
   *
   * @param artifacts opens the store, where that is in this process
   * @param keeper the store as others reach it from here
   * @param backend whoever really has the items of the pool
   */
  record Needs(ArtifactSource artifacts, Supplier<Keeper> keeper, Supplier<PoolBackend> backend) {}

  Object make(Member member) {
    return switch (member) {
      case POOL ->
          new PoolManager(
              List.of(),
              settings.poolLimits(),
              needs.backend().get(),
              new Succession(LIKELY_FROM, MOST_EXPECTED),
              clock::monotonicNanos);
      case TRACKER -> new DagTracker();
      case STORE -> new StoreKeeper(store());
      case STALE -> new StaleManager(needs.keeper().get(), StaleRules.DEFAULT, clock::now);
      case ARBITRATION -> new ArbitrationEngine(settings.resources(), clock.monotonicNanos());
    };
  }

  private ArtifactStore store() {
    try {
      return needs.artifacts().open(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
