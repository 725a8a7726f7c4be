package dev.symphony.pit.content;

import java.io.IOException;

/** Says that stored bytes are no longer the ones that their name stands for. */
public final class ContentCorruptException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The content with this name has changed. */
  public ContentCorruptException(ContentDigest digest) {
    super("the content of " + digest + " has changed on the disk");
  }
}
