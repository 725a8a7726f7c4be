package dev.symphony.sandbox.runtime;

/** A runtime that could not be built; the message says which step failed and why. */
public final class RuntimeBuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RuntimeBuildException(String message) {
    super(message);
  }

  public RuntimeBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
