package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.Limit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the processor time and the clock of the guests of a process. A guest has one thread, so
 * that it cannot be over its limit before the rest of its limit has passed on the clock: until then
 * the watchdog sleeps. A new run wakes it only when it would sleep too long.
 */
public final class Watchdog implements AutoCloseable {
  private static final long LONGEST_SLEEP = Duration.ofMillis(50).toNanos();
  private static final int QUIET_LOOKS = 2;
  private static final long SHORTEST_SLEEP = Duration.ofMillis(1).toNanos();

  private final Map<GuestRun, GuestActor> runs = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile long wakesAt = Long.MAX_VALUE;
  private volatile boolean closed;

  /** Starts watching. */
  public Watchdog() {
    thread = Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
  }

  void add(GuestRun run, GuestActor actor) {
    runs.put(run, actor);
    long soonest = Math.min(run.limits().cpu().toNanos(), run.limits().wall().toNanos());
    if (System.nanoTime() + soonest < wakesAt) {
      LockSupport.unpark(thread);
    }
  }

  void remove(GuestRun run) {
    runs.remove(run);
  }

  private void watch() {
    int quiet = 0;
    while (!closed) {
      wakesAt = Long.MAX_VALUE;
      quiet = runs.isEmpty() ? quiet + 1 : 0;
      if (quiet > QUIET_LOOKS) {
        LockSupport.park(this);
      } else {
        long sleep = check();
        wakesAt = System.nanoTime() + sleep;
        LockSupport.parkNanos(this, sleep);
      }
    }
  }

  /** Stops what is over a limit; the time until the next one can be. */
  private long check() {
    long sleep = LONGEST_SLEEP;
    for (Map.Entry<GuestRun, GuestActor> entry : runs.entrySet()) {
      GuestRun run = entry.getKey();
      long cpu = run.limits().cpu().minus(run.cpu()).toNanos();
      long wall = run.limits().wall().minus(run.wall()).toNanos();
      if (cpu <= 0) {
        entry.getValue().stop(run, new StopReason.Hit(Limit.CPU));
      } else if (wall <= 0) {
        entry.getValue().stop(run, new StopReason.Hit(Limit.WALL));
      } else {
        sleep = Math.min(sleep, Math.min(cpu, wall));
      }
    }
    return Math.max(sleep, SHORTEST_SLEEP);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
