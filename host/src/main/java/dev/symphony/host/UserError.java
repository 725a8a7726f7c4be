package dev.symphony.host;

/**
 * Something that the person at the command line can put right: a code with a page in {@code
 * docs/errors}, what happened, and what to do.
 */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** An error without a technical cause. */
  public UserError(String code, String message) {
    super(message);
    this.code = code;
  }

  /** An error with the exception that it comes from. */
  public UserError(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The code, kebab-case. */
  public String code() {
    return code;
  }

  /** What happened and what to do. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
