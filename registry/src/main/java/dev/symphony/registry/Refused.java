package dev.symphony.registry;

/**
 * Says why something that came from outside is not used: an archive, a signature, a reference, a
 * key. The code has a page in {@code docs/errors}.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** A refusal with a message for people: what was found, and what to do. */
  public Refused(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A refusal that comes from another fault. */
  public Refused(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The code, kebab-case. */
  public String code() {
    return code;
  }

  /** What was found and what to do. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
