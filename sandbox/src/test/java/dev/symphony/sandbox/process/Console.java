package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestConsole;

/** A console that keeps what guests print. */
final class Console implements GuestConsole {
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();

  @Override
  public synchronized void print(Stream stream, String text) {
    (stream == Stream.OUT ? out : err).append(text);
  }

  synchronized String out() {
    return out.toString();
  }

  synchronized String err() {
    return err.toString();
  }
}
