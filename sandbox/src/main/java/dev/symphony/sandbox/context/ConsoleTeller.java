package dev.symphony.sandbox.context;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A thread that tells consoles what guests printed, and may have to wait for one that is slow. */
final class ConsoleTeller implements AutoCloseable {
  private final Set<GuestActor> waiting = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofPlatform().daemon().name("console").start(this::run);
  private volatile boolean closed;

  /** Has the lines told that {@code guest} printed so far. */
  void tellOf(GuestActor guest) {
    if (waiting.add(guest)) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closed) {
      LockSupport.park(this);
      waiting.removeIf(guest -> {
        tell(guest);
        return true;
      });
    }
  }

  private static void tell(GuestActor guest) {
    try {
      guest.passLines();
    } catch (RuntimeException e) {
      // One console that fails must not keep others waiting; its guest meets it again at its end.
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
