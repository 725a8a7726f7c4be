package dev.symphony.sandbox.ipc;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frames that come in through a ring, each after its length. One thread at a time.
 *
 * <p>What changes here changes without a call in between: the stack of a guest's thread may end
 * anywhere, and whoever looks next goes on from there.
 */
final class RingFrames {
  private final RingReader reader;
  private final byte[] head = new byte[Integer.BYTES];
  private byte @Nullable [] begun;
  private int filled;
  private byte @Nullable [] ready;

  RingFrames(RingReader reader) {
    this.reader = reader;
  }

  /**
   * The next frame if all of it is there, again and again until it is taken; what is there of a
   * longer one is moved out of the ring already.
   *
   * @throws ProtocolException when the other side says what cannot be
   */
  byte @Nullable [] next() throws ProtocolException {
    if (ready != null) {
      return ready;
    }
    int available = reader.available();
    if (begun == null && available >= Integer.BYTES) {
      begin();
      available -= Integer.BYTES;
    }
    byte[] frame = begun;
    if (frame == null) {
      return null;
    }
    int count = Math.min(available, frame.length - filled);
    reader.copy(frame, filled, count);
    advance(frame, count);
    reader.tell();
    return ready;
  }

  private void begin() throws ProtocolException {
    reader.copy(head, 0, Integer.BYTES);
    int length = ByteBuffer.wrap(head).getInt();
    if (length < 1 || length > FrameCodec.MAX_FRAME_BYTES) {
      throw new ProtocolException("a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] empty = new byte[length];
    reader.skip(Integer.BYTES);
    filled = 0;
    begun = empty;
  }

  private void advance(byte[] frame, int count) {
    reader.skip(count);
    filled += count;
    if (filled == frame.length) {
      ready = frame;
      begun = null;
    }
  }

  /** Takes the frame that is there. */
  byte @Nullable [] take() {
    byte[] taken = ready;
    ready = null;
    return taken;
  }

  /** Puts a frame that was taken back, for the next who looks. */
  void giveBack(byte @Nullable [] frame) {
    ready = frame;
  }

  /** Whether a frame, or a part of one, waits to be looked at. */
  boolean somethingLeft() {
    try {
      return ready != null || reader.available() > 0;
    } catch (ProtocolException e) {
      return true;
    }
  }
}
