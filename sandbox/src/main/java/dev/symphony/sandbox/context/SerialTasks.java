package dev.symphony.sandbox.context;

import dev.symphony.sandbox.ipc.Patience;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one guest: they run one at a time, in order, each on some thread of the executor. That
 * thread may look for the next task for a moment before it leaves.
 */
public final class SerialTasks {
  private final Executor executor;
  private final Lingering lingering;
  private final Patience patience = new Patience();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private volatile boolean waiting;
  private volatile long idleSince;
  private volatile boolean idle;
  private boolean running;

  /** Whether a thread that has done its task looks for another. */
  public enum Lingering {
    /** It leaves at once. */
    NONE,
    /** It stays as long as that pays. */
    BRIEF
  }

  /** An empty list of tasks for {@code executor}. */
  public SerialTasks(Executor executor, Lingering lingering) {
    this.executor = executor;
    this.lingering = lingering;
  }

  /** Adds a task. */
  public synchronized void add(Runnable task) {
    if (tasks.isEmpty() && idle) {
      patience.waitedSince(idleSince);
    }
    tasks.add(task);
    waiting = true;
    if (!running) {
      running = true;
      executor.execute(this::drain);
    }
  }

  /** Whether a task waits for its turn. */
  public boolean waiting() {
    return waiting;
  }

  private void drain() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
      idleSince = System.nanoTime();
      idle = true;
      if (lingering == Lingering.BRIEF) {
        linger();
      }
    }
  }

  private void linger() {
    Duration most = patience.next();
    long passed = 0;
    while (!waiting && passed < most.toNanos()) {
      patience.pause(passed);
      passed = System.nanoTime() - idleSince;
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable task = tasks.poll();
    idle = task == null;
    waiting = !tasks.isEmpty();
    running = task != null;
    return task;
  }
}
