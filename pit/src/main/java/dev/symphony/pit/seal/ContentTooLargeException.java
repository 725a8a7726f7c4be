package dev.symphony.pit.seal;

import java.io.IOException;

/** Says that a content has more bytes than it may have. */
public final class ContentTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  ContentTooLargeException(long maxBytes) {
    super("a content has at most " + maxBytes + " bytes");
  }
}
