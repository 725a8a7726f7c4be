package dev.symphony.pit.seal;

import java.io.IOException;

/** Says that the receiver of a content failed, not the content. */
final class RelayException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IOException original;

  RelayException(IOException original) {
    super(original);
    this.original = original;
  }

  IOException original() {
    return original;
  }
}
