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
 * <p>Invocations are watched by a thread that looks at all of them when the first deadline comes,
 * and from time to time; adding one wakes it only when it would sleep too long.
 */
final class HostWatch implements AutoCloseable {
  /** Something that has a deadline, and is looked at from time to time. */
  interface Watched {
    /** When it is late, as {@link System#nanoTime}; {@code Long.MAX_VALUE} for never. */
    long deadline();

    /** It is late; called once for a deadline. */
    void late();

    /** Some time has passed. */
    void look();
  }

  private static final long PERIOD_NANOS = Duration.ofMillis(250).toNanos();

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
    if (something.deadline() < wakesAt) {
      LockSupport.unpark(watcher);
    }
  }

  void remove(Watched something) {
    watched.remove(something);
  }

  private void keepWatch() {
    long lastLook = System.nanoTime();
    int quiet = 0;
    while (!closed) {
      long now = System.nanoTime();
      boolean look = now - lastLook >= PERIOD_NANOS;
      lastLook = look ? now : lastLook;
      quiet = watched.isEmpty() ? quiet + 1 : 0;
      watched.forEach(w -> safely(() -> check(w, now, look)));
      wakesAt = quiet > 2 ? Long.MAX_VALUE : now + PERIOD_NANOS;
      long first = watched.stream().mapToLong(Watched::deadline).min().orElse(wakesAt);
      wakesAt = Math.min(wakesAt, first);
      sleepUntil(wakesAt);
    }
  }

  private static void check(Watched something, long now, boolean look) {
    if (something.deadline() <= now) {
      something.late();
    } else if (look) {
      something.look();
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
