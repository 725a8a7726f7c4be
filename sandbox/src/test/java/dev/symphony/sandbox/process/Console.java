package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestConsole;
import java.util.concurrent.TimeUnit;

/** A console that keeps what guests print. */
final class Console implements GuestConsole {
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();

  @Override
  public synchronized void print(Stream stream, String text) {
    (stream == Stream.OUT ? out : err).append(text);
    notifyAll();
  }

  /** Waits for the first that comes out. */
  synchronized String awaitOut() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (out.isEmpty() && System.nanoTime() < end) {
      wait(100);
    }
    return out.toString();
  }

  synchronized String out() {
    return out.toString();
  }

  synchronized String err() {
    return err.toString();
  }
}
