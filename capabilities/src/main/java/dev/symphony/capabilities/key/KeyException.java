package dev.symphony.capabilities.key;

/** Thrown when bytes or text offered as a key are not one; the message never holds key material. */
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for people. */
  public KeyException(String message) {
    super(message);
  }

  /** An exception with a message for people and its cause. */
  public KeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
