package dev.symphony.audit.revocation;

import java.io.IOException;

/**
 * Thrown when the log of revocations was changed by something else than its own writer: what it
 * lost can't be told, so that nothing that depends on it may start.
 */
public final class RevocationLogDamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  RevocationLogDamagedException(String message) {
    super(message);
  }
}
