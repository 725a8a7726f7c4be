package dev.symphony.host.bench.architecture;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.topology.Ensemble;
import dev.symphony.host.topology.MemberSettings;
import dev.symphony.pit.arbitration.Arbitration;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.artifact.KeptArtifact;
import dev.symphony.pit.pool.Lease;
import dev.symphony.pit.pool.Pool;
import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Step;
import dev.symphony.pit.tracker.PlanNumbers;
import dev.symphony.pit.tracker.Tracker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations whose latency is measured, each of them one call of a member. */
final class Operations {
  private static final String ITEM = "js 67108864 bench";
  private static final int STEPS = 100;

  private Operations() {}

  /** Something that is done many times. */
  @FunctionalInterface
  interface Operation {
    void perform();
  }

  /** The operations by what they are. */
  static Map<String, Operation> of(Ensemble pit) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    Keeper store = pit.store();
    KeptArtifact kept =
        store.put("bench/bench", "small", "text/plain", Bytes.utf8("x".repeat(1024)), List.of());
    operations.put("artifact lookup in cache", () -> store.locate(kept.digest()));
    Pool pool = pit.pool();
    pool.offer(ITEM, 1, 64, "");
    pool.release(pool.allocate(ITEM).id());
    operations.put(
        "allocate on a warm hit, and release",
        () -> {
          Lease lease = pool.lend(ITEM).orElseThrow();
          pool.release(lease.id());
        });
    Arbitration arbitration = pit.arbitration();
    operations.put(
        "arbitration without conflict, and release",
        () -> arbitration.release(arbitration.ask(MemberSettings.MEMORY, "a", 1, 0).request()));
    Tracker tracker = pit.tracker();
    tracker.begin(1, 1, 8, plan());
    operations.put("readiness of a step", () -> tracker.isReady(1, 1));
    return operations;
  }

  private static List<Long> plan() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(Step.needing("s" + i, i == 0 ? List.of() : List.of(i - 1)));
    }
    return PlanNumbers.of(Plan.of(steps));
  }
}
