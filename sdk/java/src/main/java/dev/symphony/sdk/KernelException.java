package dev.symphony.sdk;

import dev.symphony.host.UserError;

/**
 * Something that the embedding program or its user can put right. How an extension ends is never an
 * exception: that is a {@link dev.symphony.kernel.guest.GuestOutcome}.
 */
public final class KernelException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  KernelException(UserError error) {
    super(error.text(), error);
    this.code = error.code();
  }

  KernelException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The code, kebab-case, with a page in {@code docs/errors}. */
  public String code() {
    return code;
  }
}
