package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.pool.Loading;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import java.util.Optional;

/** Loads workers when the pool says so; without worker processes there is nothing to load. */
record WorkerLoading(Optional<ProcessGuestRuntime> workers) implements Loading {
  @Override
  public void load(String item) {
    WorkerItem worker = WorkerItem.named(item);
    if (workers.isPresent()) {
      try {
        workers.get().warm(worker.publisher(), worker.language(), worker.heapBytes());
      } catch (GuestStartException e) {
        throw new ServiceFailure("pool-item-failed", e.error().message());
      }
    }
  }

  @Override
  public void unload(String item) {
    WorkerItem worker = WorkerItem.named(item);
    workers.ifPresent(w -> w.cool(worker.publisher(), worker.language(), worker.heapBytes()));
  }

  @Override
  public boolean isHealthy(String item) {
    WorkerItem worker = WorkerItem.named(item);
    return workers
        .map(w -> w.isWarm(worker.publisher(), worker.language(), worker.heapBytes()))
        .orElse(true);
  }
}
