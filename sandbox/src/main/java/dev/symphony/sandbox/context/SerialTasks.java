package dev.symphony.sandbox.context;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Tasks of one guest: they run one at a time, in order, each on some thread of the executor. */
public final class SerialTasks {
  private final Executor executor;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  /** An empty list of tasks for {@code executor}. */
  public SerialTasks(Executor executor) {
    this.executor = executor;
  }

  /** Adds a task. */
  public synchronized void add(Runnable task) {
    waiting.add(task);
    if (!running) {
      running = true;
      executor.execute(this::drain);
    }
  }

  /** Whether a task waits for its turn. */
  public synchronized boolean waiting() {
    return !waiting.isEmpty();
  }

  private void drain() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable task = waiting.poll();
    running = task != null;
    return task;
  }
}
