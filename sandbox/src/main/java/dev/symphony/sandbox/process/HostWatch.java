package dev.symphony.sandbox.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The host's clock for deadlines of guests and workers. Its actions are short and do not wait.
 *
 * <p>Invocations are watched by a thread that looks at each when it wants to be looked at; adding
 * one wakes it only when it would sleep too long.
 */
final class HostWatch implements AutoCloseable {
  /** Something that has deadlines. */
  interface Watched {
    /** When to look at it next, as {@link System#nanoTime}; {@code Long.MAX_VALUE} for never. */
    long nextLook();

    /** That time has come; only the watch calls it. */
    void look(long now);
  }

  /** The longest that it sleeps while there is something to watch, or was a moment ago. */
  static final long PERIOD_NANOS = Duration.ofMillis(250).toNanos();

  private static final int QUIET_LOOKS = 2;

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final Thread watcher;
  private volatile long wakesAt = Long.MAX_VALUE;
  private volatile boolean closed;
  private final ScheduledThreadPoolExecutor timer;
  private final Consumer<String> log;

  HostWatch(Consumer<String> log) {
    this.log = log;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-watch").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    watcher = Thread.ofPlatform().daemon().name("sandbox-deadlines").start(this::keepWatch);
  }

  /** Watches something until it is taken off. */
  void add(Watched something) {
    watched.add(something);
    if (something.nextLook() < wakesAt) {
      LockSupport.unpark(watcher);
    }
  }

  void remove(Watched something) {
    watched.remove(something);
  }

  private void keepWatch() {
    int quiet = 0;
    while (!closed) {
      // Whatever is added while it looks around wakes it, which is for nothing at worst.
      wakesAt = Long.MAX_VALUE;
      long now = System.nanoTime();
      quiet = watched.isEmpty() ? quiet + 1 : 0;
      watched.forEach(w -> safely(() -> look(w, now)));
      long longest = quiet > QUIET_LOOKS ? Long.MAX_VALUE : now + PERIOD_NANOS;
      long first = watched.stream().mapToLong(Watched::nextLook).min().orElse(longest);
      wakesAt = Math.min(longest, first);
      sleepUntil(wakesAt);
    }
  }

  private static void look(Watched something, long now) {
    if (something.nextLook() <= now) {
      something.look(now);
    }
  }

  /** Sleeps; without an end only when nothing was added in the meantime. */
  private void sleepUntil(long time) {
    if (time != Long.MAX_VALUE) {
      LockSupport.parkNanos(this, time - System.nanoTime());
    } else if (watched.isEmpty()) {
      LockSupport.park(this);
    }
  }

  ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timer.schedule(() -> safely(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void safely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.accept("a deadline could not be kept: " + e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
    timer.shutdownNow();
  }
}
