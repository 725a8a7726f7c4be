package dev.symphony.kernel.guest;

/** Where the console output of a guest goes. */
public interface GuestConsole {
  /** Takes text in; may come in pieces, never null. */
  void print(Stream stream, String text);

  /** Which of the two streams. */
  enum Stream {
    OUT,
    ERR
  }
}
