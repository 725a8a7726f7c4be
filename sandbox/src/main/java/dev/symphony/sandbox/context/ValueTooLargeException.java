package dev.symphony.sandbox.context;

/** A guest's value takes more bytes than are left for it. */
final class ValueTooLargeException extends Exception {
  private static final long serialVersionUID = 1L;

  ValueTooLargeException() {
    super("too large", null, false, false);
  }
}
