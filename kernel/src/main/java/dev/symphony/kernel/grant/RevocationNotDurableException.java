package dev.symphony.kernel.grant;

/**
 * Thrown when a revocation is effective but could not be made durable: after a restart, tokens that
 * carry what was revoked would be admitted again.
 */
public final class RevocationNotDurableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with the failure of the log. */
  public RevocationNotDurableException(Throwable cause) {
    super("a revocation could not be recorded", cause);
  }
}
