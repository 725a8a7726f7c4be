package dev.symphony.sandbox.ipc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * The reading end of a ring of bytes in shared memory. How far it has read it knows itself; of what
 * the other side can write it uses one number, how far that side has written, and only after a
 * check. Bytes are copied out before anybody looks at them. One thread at a time.
 */
final class RingReader {
  private final MemorySegment memory;
  private final RingPlace place;
  private long read;

  RingReader(MemorySegment memory, RingPlace place) {
    this.memory = memory;
    this.place = place;
  }

  /**
   * How many bytes can be taken.
   *
   * @throws ProtocolException when the other side says what cannot be
   */
  int available() throws ProtocolException {
    long count = place.written(memory) - read;
    if (count < 0 || count > RingPlace.CAPACITY) {
      throw new ProtocolException("a ring that holds " + count + " bytes");
    }
    return (int) count;
  }

  /** Copies bytes out, no more than {@link #available} said; they stay where they are. */
  void copy(byte[] target, int offset, int count) {
    int at = RingPlace.index(read);
    int first = Math.min(count, RingPlace.CAPACITY - at);
    MemorySegment.copy(memory, JAVA_BYTE, place.data() + at, target, offset, first);
    MemorySegment.copy(memory, JAVA_BYTE, place.data(), target, offset + first, count - first);
  }

  /** Goes on by what was copied. Calls nothing, so that it happens or does not. */
  void skip(int count) {
    read += count;
  }

  /** Lets the other side write over what was skipped. */
  void tell() {
    place.tellRead(memory, read);
  }
}
