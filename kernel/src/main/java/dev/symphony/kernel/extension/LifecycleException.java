package dev.symphony.kernel.extension;

/** An extension is not in a state for what was asked of it. */
public final class LifecycleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** The code has a page in {@code docs/errors}. */
  public LifecycleException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The code, kebab-case. */
  public String code() {
    return code;
  }
}
