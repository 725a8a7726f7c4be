package dev.symphony.kernel.guest;

/** No worker or no context could be had for a guest. */
public final class GuestStartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient GuestError error;

  /** A failed start; the cause is for the host's log. */
  public GuestStartException(GuestError error, Throwable cause) {
    super(error.code() + ": " + error.message(), cause);
    this.error = error;
  }

  /** What may be said about it. */
  public GuestError error() {
    return error;
  }
}
