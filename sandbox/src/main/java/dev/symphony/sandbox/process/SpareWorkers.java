package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.sandbox.jail.Prestarted;
import dev.symphony.sandbox.process.WorkerLauncher.Preparation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Workers that are started before there is a guest for them. They belong to no trust domain until
 * one is taken, and to one for good from then on. When one is taken the next begins a moment later:
 * whoever took it has the processors first.
 */
final class SpareWorkers {
  private static final String NOBODY = "(nobody yet)";

  /** Starts a worker and waits until it has greeted. */
  @FunctionalInterface
  interface Start {
    WorkerProcess start(WorkerKey key, Preparation preparation) throws GuestStartException;
  }

  private final Start starter;
  private final Consumer<String> log;
  private final Map<WorkerKey, Queue<Prestarted<WorkerProcess>>> spares = new HashMap<>();
  private final Map<WorkerKey, Integer> wanted = new HashMap<>();
  private boolean closed;

  SpareWorkers(Start starter, Consumer<String> log) {
    this.starter = starter;
    this.log = log;
  }

  private static WorkerKey kindOf(WorkerKey key) {
    return new WorkerKey(NOBODY, key.language(), key.maxHeapBytes());
  }

  /** Starts one now that is like the workers of {@code key}, for somebody who is about to come. */
  void startOne(WorkerKey key) {
    startOne(key, Preparation.NONE, Duration.ZERO);
  }

  private synchronized void startOne(WorkerKey key, Preparation preparation, Duration delay) {
    if (closed) {
      return;
    }
    WorkerKey kind = kindOf(key);
    spares
        .computeIfAbsent(kind, k -> new ArrayDeque<>())
        .add(Prestarted.start("spare-worker", delay, () -> start(kind, preparation)));
  }

  private WorkerProcess start(WorkerKey kind, Preparation preparation) throws GuestStartException {
    try {
      return starter.start(kind, preparation);
    } catch (GuestStartException e) {
      log.accept("a spare worker can't be started: " + e.getMessage());
      throw e;
    }
  }

  /** Keeps {@code count} ready that are like the workers of {@code key}. */
  synchronized void keep(WorkerKey key, int count) {
    WorkerKey kind = kindOf(key);
    wanted.put(kind, count);
    refill(kind, Duration.ZERO);
  }

  private void refill(WorkerKey kind, Duration delay) {
    int missing = wanted.getOrDefault(kind, 0) - waiting(kind);
    for (int i = 0; i < missing; i++) {
      startOne(kind, Preparation.REHEARSED, delay);
    }
  }

  private int waiting(WorkerKey kind) {
    Queue<Prestarted<WorkerProcess>> queue = spares.get(kind);
    return queue == null ? 0 : queue.size();
  }

  /** How many have greeted and wait to be taken. */
  synchronized long ready(WorkerKey key) {
    Queue<Prestarted<WorkerProcess>> queue = spares.get(kindOf(key));
    return queue == null ? 0 : queue.stream().filter(Prestarted::ready).count();
  }

  /**
   * Takes one, waiting for it when it is on its way; it counts its first guest already. None when
   * none was started ahead, or could be.
   */
  Optional<WorkerProcess> take(WorkerKey key) {
    WorkerKey kind = kindOf(key);
    while (true) {
      Prestarted<WorkerProcess> spare;
      synchronized (this) {
        Queue<Prestarted<WorkerProcess>> queue = spares.get(kind);
        spare = queue == null ? null : queue.poll();
        refill(kind, Prestarted.A_MOMENT);
      }
      if (spare == null) {
        return Optional.empty();
      }
      Optional<WorkerProcess> worker =
          spare.wanted().handle((w, failure) -> Optional.ofNullable(w)).join();
      if (worker.isEmpty() || worker.get().reserve()) {
        return worker;
      }
    }
  }

  /** Ends those that nobody took. */
  synchronized void close() {
    closed = true;
    for (Queue<Prestarted<WorkerProcess>> queue : spares.values()) {
      for (Prestarted<WorkerProcess> spare : queue) {
        var _ = spare.drop(WorkerProcess::kill);
      }
    }
    spares.clear();
  }
}
