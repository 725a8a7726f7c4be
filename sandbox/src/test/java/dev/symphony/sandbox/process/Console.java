package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestConsole;

/** A console that keeps what guests print. */
final class Console implements GuestConsole {
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();

  @Override
  public void print(Stream stream, String text) {
    (stream == Stream.OUT ? out : err).append(text);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
