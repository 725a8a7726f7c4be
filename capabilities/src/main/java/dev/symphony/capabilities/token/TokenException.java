package dev.symphony.capabilities.token;

/** Thrown when bytes cannot be read as a token, or a token does not allow what is asked of it. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TokenError error;

  TokenException(TokenError.Kind kind, String detail) {
    super(kind.code() + ": " + detail, null, false, false);
    this.error = new TokenError(kind, detail);
  }

  /** What went wrong. */
  public TokenError error() {
    return error;
  }
}
