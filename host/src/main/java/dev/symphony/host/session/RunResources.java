package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.topology.Ensemble;
import dev.symphony.host.topology.MemberSettings;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.arbitration.Arbitration;
import dev.symphony.pit.arbitration.Ruling;
import dev.symphony.pit.pool.Lease;
import dev.symphony.pit.pool.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What the nodes of one run are given to run with: memory, by the Arbitration Engine, and a worker,
 * by the Pool Manager, which also warms up what comes next.
 */
final class RunResources {
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long GUESTS_OF_A_WORKER = 1024;
  private static final long WORKER_BYTES = 192L << 20;

  private final Pool pool;
  private final Arbitration arbitration;
  private final String party;
  private final KernelClock clock;
  private final AtomicBoolean warming = new AtomicBoolean();

  /** Starts something. */
  @FunctionalInterface
  interface Start {
    RunningInvocation start() throws UserError;
  }

  RunResources(Ensemble pit, String party, KernelClock clock) {
    this.pool = pit.pool();
    this.arbitration = pit.arbitration();
    this.party = party;
    this.clock = clock;
  }

  /** Tells the pool which workers the run needs, in this order. */
  void expect(List<WorkerItem> items) {
    String before = "";
    for (WorkerItem item : items) {
      String name = item.name();
      pool.offer(name, WORKER_BYTES, GUESTS_OF_A_WORKER, before.equals(name) ? "" : before);
      before = name;
    }
  }

  /**
   * Starts something in a worker, once there are memory and a worker for it; both are given back
   * when it has ended.
   *
   * @throws ServiceFailure when it can't have them
   */
  RunningInvocation during(WorkerItem item, Start start) throws UserError {
    long deadline = clock.monotonicNanos() + PATIENCE.toNanos();
    long request = memory(item, deadline);
    long lease = -1;
    boolean started = false;
    try {
      lease = worker(item, deadline).id();
      warmWhatFollows();
      long lent = lease;
      RunningInvocation invocation = start.start();
      started = true;
      var _ = invocation.outcome().whenComplete((outcome, fault) -> giveBack(lent, request));
      return invocation;
    } finally {
      if (!started) {
        giveBack(lease, request);
      }
    }
  }

  private long memory(WorkerItem item, long deadline) {
    Ruling ruling = ask(item);
    Duration pause = LOOK;
    while (!ruling.isGranted()) {
      if (!ruling.verdict().equals("deferred")) {
        throw new ServiceFailure("arbitration-denied", ruling.rationale());
      }
      pause = rest(pause, deadline);
      ruling = arbitration.look(ruling.request());
      if (ruling.verdict().equals("denied")) {
        // The engine that deferred it is gone, and with it the request.
        ruling = ask(item);
      }
    }
    return ruling.request();
  }

  private Ruling ask(WorkerItem item) {
    return arbitration.ask(MemberSettings.MEMORY, party, item.memoryMib(), 0);
  }

  private Lease worker(WorkerItem item, long deadline) {
    Duration pause = LOOK;
    while (true) {
      try {
        return pool.lend(item.name()).orElseGet(() -> pool.allocate(item.name()));
      } catch (ServiceFailure e) {
        switch (e.code()) {
          case "pool-item-unknown" -> expect(List.of(item));
          case "pool-full" -> pause = rest(pause, deadline);
          default -> throw e;
        }
      }
    }
  }

  /** Waits a little, then longer. */
  private Duration rest(Duration pause, long deadline) {
    if (clock.monotonicNanos() > deadline) {
      throw new ServiceFailure("pool-full", "there was no room for it in time");
    }
    LockSupport.parkNanos(this, pause.toNanos());
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_LOOK) < 0 ? longer : LONGEST_LOOK;
  }

  private void warmWhatFollows() {
    if (warming.compareAndSet(false, true)) {
      Thread.startVirtualThread(() -> {
        try {
          pool.sweep();
          pool.prewarm();
        } catch (ServiceFailure e) {
          // Nothing is warm that need not be.
        } finally {
          warming.set(false);
        }
      });
    }
  }

  private void giveBack(long lease, long request) {
    try {
      if (lease >= 0) {
        pool.release(lease);
      }
      arbitration.release(request);
    } catch (ServiceFailure e) {
      // Whoever kept the record of it is gone, and the record too.
    }
  }
}
