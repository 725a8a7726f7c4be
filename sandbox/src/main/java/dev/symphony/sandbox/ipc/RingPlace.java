package dev.symphony.sandbox.ipc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Where a ring is in shared memory: two numbers that each have one writer, a flag and a bell, each
 * on a cache line of its own, and then the bytes.
 *
 * @param start the first byte of the ring
 */
record RingPlace(long start) {
  /** The bytes that a ring holds; a power of two. */
  static final int CAPACITY = 256 << 10;

  private static final long LINE = 128;
  private static final long WRITTEN = 0;
  private static final long READ = LINE;
  private static final long ASLEEP = 2 * LINE;
  private static final long BELL = 3 * LINE;
  private static final long DATA = 4 * LINE;

  /** The bytes that two rings take, one for each direction. */
  static final long BYTES_OF_BOTH = 2 * (DATA + CAPACITY);

  private static final VarHandle LONG = JAVA_LONG.varHandle();
  private static final VarHandle INT = JAVA_INT.varHandle();

  /** From the host to the worker. */
  static final RingPlace TO_WORKER = new RingPlace(0);

  /** From the worker to the host. */
  static final RingPlace FROM_WORKER = new RingPlace(DATA + CAPACITY);

  static int index(long position) {
    return (int) (position & CAPACITY - 1);
  }

  long data() {
    return start + DATA;
  }

  /** Where the reader waits for the bell. */
  long bellPlace() {
    return start + BELL;
  }

  long written(MemorySegment memory) {
    return (long) LONG.getAcquire(memory, start + WRITTEN);
  }

  void tellWritten(MemorySegment memory, long position) {
    LONG.setRelease(memory, start + WRITTEN, position);
  }

  long read(MemorySegment memory) {
    return (long) LONG.getAcquire(memory, start + READ);
  }

  void tellRead(MemorySegment memory, long position) {
    LONG.setRelease(memory, start + READ, position);
  }

  /** Whether the reader wants the bell to be rung. */
  boolean asleep(MemorySegment memory) {
    VarHandle.fullFence();
    return (int) INT.getVolatile(memory, start + ASLEEP) != 0;
  }

  void fallAsleep(MemorySegment memory) {
    INT.setVolatile(memory, start + ASLEEP, 1);
    VarHandle.fullFence();
  }

  void wakeUp(MemorySegment memory) {
    INT.setVolatile(memory, start + ASLEEP, 0);
  }

  int bell(MemorySegment memory) {
    return (int) INT.getVolatile(memory, start + BELL);
  }

  void countRing(MemorySegment memory) {
    int _ = (int) INT.getAndAdd(memory, start + BELL, 1);
  }
}
