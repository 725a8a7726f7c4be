package dev.symphony.sandbox.ipc;

import java.io.IOException;

/**
 * The form of messages as frames.
 *
 * @param <T> the messages
 */
public interface FrameCodec<T> {
  /** The most bytes a frame may have. */
  int MAX_FRAME_BYTES = 64 << 20;

  /** The frame of a message, without its length. */
  byte[] encode(T message) throws IOException;

  /**
   * The message in a frame.
   *
   * @throws ProtocolException when there is anything in the frame but one well-formed message
   */
  T decode(byte[] frame) throws ProtocolException;
}
