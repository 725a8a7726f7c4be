package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.sandbox.process.WorkerLauncher.Preparation;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Workers that are started before there is a guest for them. They belong to no trust domain until
 * one is taken, and to one for good from then on.
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
  private final Map<WorkerKey, Queue<CompletableFuture<WorkerProcess>>> spares = new HashMap<>();
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
    startOne(key, Preparation.NONE);
  }

  private synchronized void startOne(WorkerKey key, Preparation preparation) {
    if (closed) {
      return;
    }
    WorkerKey kind = kindOf(key);
    CompletableFuture<WorkerProcess> started = new CompletableFuture<>();
    spares.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(started);
    Thread.ofPlatform()
        .daemon()
        .name("spare-worker")
        .start(() -> started.completeAsync(() -> start(kind, preparation), Runnable::run));
  }

  private WorkerProcess start(WorkerKey kind, Preparation preparation) {
    try {
      return starter.start(kind, preparation);
    } catch (GuestStartException e) {
      log.accept("a spare worker can't be started: " + e.getMessage());
      throw new CompletionException(e);
    }
  }

  /** Keeps {@code count} ready that are like the workers of {@code key}. */
  synchronized void keep(WorkerKey key, int count) {
    WorkerKey kind = kindOf(key);
    wanted.put(kind, count);
    refill(kind);
  }

  private void refill(WorkerKey kind) {
    int missing = wanted.getOrDefault(kind, 0) - waiting(kind);
    for (int i = 0; i < missing; i++) {
      startOne(kind, Preparation.REHEARSED);
    }
  }

  private int waiting(WorkerKey kind) {
    Queue<CompletableFuture<WorkerProcess>> queue = spares.get(kind);
    return queue == null ? 0 : queue.size();
  }

  /** How many have greeted and wait to be taken. */
  synchronized long ready(WorkerKey key) {
    Queue<CompletableFuture<WorkerProcess>> queue = spares.get(kindOf(key));
    return queue == null
        ? 0
        : queue.stream().filter(s -> s.isDone() && !s.isCompletedExceptionally()).count();
  }

  /** Takes one, waiting for it when it is on its way; it counts its first guest already. */
  Optional<WorkerProcess> take(WorkerKey key) {
    WorkerKey kind = kindOf(key);
    while (true) {
      CompletableFuture<WorkerProcess> spare;
      synchronized (this) {
        Queue<CompletableFuture<WorkerProcess>> queue = spares.get(kind);
        spare = queue == null ? null : queue.poll();
        refill(kind);
      }
      if (spare == null) {
        return Optional.empty();
      }
      Optional<WorkerProcess> worker = spare.handle((w, failure) -> Optional.ofNullable(w)).join();
      if (worker.filter(WorkerProcess::reserve).isPresent()) {
        return worker;
      }
    }
  }

  /** Ends those that nobody took. */
  synchronized void close() {
    closed = true;
    spares.values().forEach(queue -> queue.forEach(SpareWorkers::end));
    spares.clear();
  }

  private static void end(CompletableFuture<WorkerProcess> spare) {
    var _ = spare.thenAccept(WorkerProcess::kill);
  }
}
