package dev.symphony.host.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Parts that were opened one after the other, and are closed in the reverse order. */
final class OpenParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Consumer<Throwable> faults;

  /** No part; {@code faults} is told what closing throws. */
  OpenParts(Consumer<Throwable> faults) {
    this.faults = faults;
  }

  /** Adds a part, and gives it back. */
  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes every part, whatever happens to the others. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        faults.accept(e);
      } catch (Exception e) {
        faults.accept(e);
      }
    }
  }
}
