package dev.symphony.sandbox.ipc;

import java.io.IOException;

/** What came over a link is not a frame of the protocol; the other side is not to be trusted. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A violation, in words for the host's log. */
  public ProtocolException(String message) {
    super(message);
  }

  /** A violation found by the decoder underneath. */
  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
