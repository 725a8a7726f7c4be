package dev.symphony.audit;

/** Says why the audit log cannot be opened, written or read. */
public final class AuditLogException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** An error of which the files themselves are the cause. */
  public AuditLogException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** An error with the exception that it comes from. */
  public AuditLogException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Kebab-case, with a page in {@code docs/errors}. */
  public String code() {
    return code;
  }
}
