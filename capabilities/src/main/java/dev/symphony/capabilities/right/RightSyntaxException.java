package dev.symphony.capabilities.right;

/** Says why the text of a right could not be read. */
public final class RightSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RightSyntaxException(String message) {
    super(message);
  }
}
