package dev.symphony.capabilities.caveat;

/** Thrown when the arguments of a call have more parts than can be stated as facts. */
final class CallTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallTooLargeException() {
    super("the arguments have too many parts", null, false, false);
  }
}
