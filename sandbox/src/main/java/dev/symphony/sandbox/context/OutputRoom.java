package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.Limit;
import java.util.function.Consumer;

/** The bytes that an invocation may still put out. */
final class OutputRoom {
  private final Consumer<StopReason> stop;
  private long left = 64 << 10;

  OutputRoom(Consumer<StopReason> stop) {
    this.stop = stop;
  }

  synchronized void renew(long bytes) {
    left = bytes;
  }

  synchronized long left() {
    return left;
  }

  /** Takes up to {@code bytes}; returns how many there were. */
  synchronized int take(int bytes) {
    int taken = (int) Math.min(bytes, left);
    left -= taken;
    return taken;
  }

  /** Stops the guest. */
  void exceeded() {
    stop.accept(new StopReason.Hit(Limit.OUTPUT));
    throw new GuestStoppedException();
  }
}
