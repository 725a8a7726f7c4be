package dev.symphony.conductor.control;

/** A frame is not a message of the protocol; the connection that it came over is of no use. */
public final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  FrameException(String message) {
    super(message, null, false, false);
  }

  FrameException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
