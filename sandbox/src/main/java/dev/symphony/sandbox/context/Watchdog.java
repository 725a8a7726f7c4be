package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches the processor time and the clock of the guests of a process. A guest has one thread, so
 * that it cannot be over its limit before the rest of its limit has passed on the clock: until then
 * the watchdog sleeps. A new run wakes it only when it would sleep too long.
 *
 * <p>What the process does beside the guests, it does for them: compiling what they run, collecting
 * what they drop. That is charged to them too, as far as it and their own work do not exceed the
 * time on the clock; otherwise a guest that has to wait for all that could keep a machine busy for
 * a multiple of its limit.
 *
 * <p>On its way it sees to it that what guests print is told while they run; it never waits for
 * that.
 */
public final class Watchdog implements AutoCloseable {
  private static final long LONGEST_SLEEP = Duration.ofMillis(50).toNanos();
  private static final int QUIET_LOOKS = 2;
  private static final long SHORTEST_SLEEP = Duration.ofMillis(1).toNanos();

  private final LongSupplier processNanos;
  private final Map<GuestRun, GuestActor> runs = new ConcurrentHashMap<>();
  private final ConsoleTeller teller = new ConsoleTeller();
  private final Thread thread;
  private volatile long wakesAt = Long.MAX_VALUE;
  private volatile boolean closed;
  private long lastCheck = System.nanoTime();
  private long processAtLastCheck;

  /** Starts watching guests in a process that has other things to do as well. */
  public Watchdog() {
    this(() -> 0);
  }

  /**
   * Starts watching guests in a process that works for them alone.
   *
   * @param processNanos the processor time of the whole process in ns
   */
  public Watchdog(LongSupplier processNanos) {
    this.processNanos = processNanos;
    this.processAtLastCheck = processNanos.getAsLong();
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
    charge();
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
        if (entry.getValue().holdsLine()) {
          teller.tellOf(entry.getValue());
        }
      }
    }
    return Math.max(sleep, SHORTEST_SLEEP);
  }

  /**
   * Charges what the process did since the last check, in proportion to what the guests' own
   * threads did; nobody pays for more time than has passed since it began.
   */
  private void charge() {
    long now = System.nanoTime();
    long process = processNanos.getAsLong();
    double spent = process - processAtLastCheck;
    double passed = now - lastCheck;
    Map<GuestRun, Long> own = new HashMap<>();
    runs.keySet().forEach(run -> own.put(run, run.cpuSinceLastLook()));
    double all = Math.max(1, own.values().stream().mapToLong(Long::longValue).sum());
    own.forEach((run, cpu) -> {
      double time = Math.min(passed, (double) run.wall().toNanos());
      run.charge((long) Math.min(time, spent * cpu / all));
    });
    lastCheck = now;
    processAtLastCheck = process;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    teller.close();
  }
}
