package dev.symphony.sandbox.ipc;

import java.io.IOException;

/** A message is longer than a frame can be; the link is none the worse for it. */
public final class FrameTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(long bytes) {
    super("a frame of " + bytes + " bytes is longer than " + FrameCodec.MAX_FRAME_BYTES);
  }
}
