package dev.symphony.sandbox.ipc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * The writing end of a ring of bytes in shared memory. How far it has written it knows itself; of
 * what the other side can write it uses one number, how far that side has read, and only after a
 * check. One thread at a time.
 */
final class RingWriter {
  private final MemorySegment memory;
  private final RingPlace place;
  private long written;
  private long published;

  RingWriter(MemorySegment memory, RingPlace place) {
    this.memory = memory;
    this.place = place;
  }

  /**
   * How many bytes there is room for.
   *
   * @throws ProtocolException when the other side says what cannot be
   */
  int room() throws ProtocolException {
    long used = written - place.read(memory);
    if (used < 0 || used > RingPlace.CAPACITY) {
      throw new ProtocolException("a ring of which " + used + " bytes are not read yet");
    }
    return (int) (RingPlace.CAPACITY - used);
  }

  /** Copies bytes in; no more than {@link #room} said. The other side does not see them yet. */
  void put(byte[] source, int offset, int count) {
    int at = RingPlace.index(written);
    int first = Math.min(count, RingPlace.CAPACITY - at);
    MemorySegment.copy(source, offset, memory, JAVA_BYTE, place.data() + at, first);
    MemorySegment.copy(source, offset + first, memory, JAVA_BYTE, place.data(), count - first);
    written += count;
  }

  /** How far the other side can see. */
  long published() {
    return published;
  }

  /** Takes out again what was not published. */
  void withdraw() {
    written = published;
  }

  /** Lets the other side see what was put in. */
  void publish() {
    published = written;
    place.tellWritten(memory, written);
  }
}
