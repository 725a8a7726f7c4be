package dev.symphony.kernel.service;

/**
 * Ends an operation with an answer that the caller sees: a code with a page, and a message that
 * gives nothing away about the host.
 */
public final class ServiceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A failure the caller may know about.
   *
   * @param code kebab-case, with a page in {@code docs/errors}
   * @param message what went wrong, in words for the caller
   */
  public ServiceFailure(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The code, kebab-case. */
  public String code() {
    return code;
  }

  /** What went wrong, in words for the caller. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
