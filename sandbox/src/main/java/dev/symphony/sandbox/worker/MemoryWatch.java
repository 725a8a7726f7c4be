package dev.symphony.sandbox.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees to it that the host knows, while several guests are busy, which of them takes the memory. A
 * worker that has used up its heap can't say any more, so it is said before. Sleeps while no more
 * than one guest is busy.
 */
final class MemoryWatch {
  private static final Duration PERIOD = Duration.ofMillis(10);

  /** After so many looks at which there was nothing to see it sleeps until it is woken. */
  private static final int QUIET_LOOKS = 100;

  private final Collection<WorkerGuest> guests;
  private final AtomicInteger busy = new AtomicInteger();
  private final Thread thread = Thread.ofPlatform().daemon().name("memory").unstarted(this::watch);
  private volatile boolean watching;

  /**
   * A watch over guests that come and go.
   *
   * @param guests may be looked at by any thread
   */
  MemoryWatch(Collection<WorkerGuest> guests) {
    this.guests = guests;
  }

  /** Whether at most half of the heap is used, garbage included. */
  static boolean enough() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory() <= runtime.maxMemory() / 2;
  }

  void begin() {
    thread.start();
  }

  /** A guest begins to do something. */
  void begins() {
    if (busy.incrementAndGet() > 1 && !watching) {
      watching = true;
      LockSupport.unpark(thread);
    }
  }

  /** A guest has done it. */
  void ends() {
    busy.decrementAndGet();
  }

  private void watch() {
    int quiet = 0;
    while (true) {
      if (!watching) {
        LockSupport.park(this);
        continue;
      }
      LockSupport.parkNanos(this, PERIOD.toNanos());
      if (busy.get() > 1) {
        quiet = 0;
        look();
      } else if (++quiet >= QUIET_LOOKS) {
        quiet = 0;
        watching = false;
        watching = busy.get() > 1;
      }
    }
  }

  private void look() {
    boolean enough = enough();
    guests.forEach(guest -> guest.reportMemory(enough));
  }
}
