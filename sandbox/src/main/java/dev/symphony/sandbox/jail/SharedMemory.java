package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Memory that this process and one other see both. Its size is sealed: neither side can make it
 * smaller, which would kill whoever touches what is no longer there, or larger. What is in it can
 * change at any time while one looks.
 */
public final class SharedMemory implements AutoCloseable {
  private static final int O_RDWR_CLOEXEC = 2 | 02000000;
  private static final int AT_FDCWD = -100;
  private static final int CLOSE_ON_EXEC = 1;
  private static final int ALLOW_SEALING = 2;
  private static final int ADD_SEALS = 1033;
  private static final int NO_MORE_SEALS_NOR_SIZES = 1 | 2 | 4;
  private static final int READ_AND_WRITE = 1 | 2;
  private static final int SHARED = 1;
  private static final int FUTEX_WAIT = 0;
  private static final int FUTEX_WAKE = 1;
  private static final int EVERYBODY = Integer.MAX_VALUE;

  private final LinuxKernel kernel;
  private final int descriptor;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment segment;

  private SharedMemory(LinuxKernel kernel, int descriptor, long bytes) throws IOException {
    this.kernel = kernel;
    this.descriptor = descriptor;
    long address = kernel.call(Syscall.MMAP, 0, bytes, READ_AND_WRITE, SHARED, descriptor, 0);
    Failure.check(Math.min(address, 0), "mmap");
    this.segment = mapped(address, bytes);
  }

  @SuppressWarnings("restricted") // the size is that of the mapping
  private MemorySegment mapped(long address, long bytes) {
    return MemorySegment.ofAddress(address)
        .reinterpret(bytes, arena, gone -> kernel.call(Syscall.MUNMAP, gone.address(), bytes));
  }

  /** New memory, all zero; empty where this platform has none that can be sealed. */
  public static Optional<SharedMemory> create(long bytes) {
    return LinuxKernel.current().flatMap(kernel -> create(kernel, bytes));
  }

  private static Optional<SharedMemory> create(LinuxKernel kernel, long bytes) {
    int descriptor;
    try (Arena names = Arena.ofConfined()) {
      long name = names.allocateFrom("symphony").address();
      long made = kernel.call(Syscall.MEMFD_CREATE, name, CLOSE_ON_EXEC | ALLOW_SEALING);
      if (made < 0) {
        return Optional.empty();
      }
      descriptor = (int) made;
    }
    try {
      Failure.check(kernel.call(Syscall.FTRUNCATE, descriptor, bytes), "ftruncate");
      Failure.check(
          kernel.call(Syscall.FCNTL, descriptor, ADD_SEALS, NO_MORE_SEALS_NOR_SIZES), "sealing");
      return Optional.of(new SharedMemory(kernel, descriptor, bytes));
    } catch (IOException refused) {
      kernel.call(Syscall.CLOSE, descriptor);
      return Optional.empty();
    }
  }

  /**
   * The memory that this process was started with.
   *
   * @param descriptor where it is
   * @throws IOException when it is not there
   */
  public static SharedMemory inherited(int descriptor, long bytes) throws IOException {
    LinuxKernel kernel =
        LinuxKernel.current().orElseThrow(() -> new IOException("no shared memory here"));
    return new SharedMemory(kernel, descriptor, bytes);
  }

  /**
   * The memory that a file stands for, which processes share that can open it. Only between
   * processes that trust each other not to cut it short, or whose jail does not let them.
   *
   * @throws IOException when the file is not there, or this platform has no shared memory
   */
  public static SharedMemory ofFile(Path file, long bytes) throws IOException {
    LinuxKernel kernel =
        LinuxKernel.current().orElseThrow(() -> new IOException("no shared memory here"));
    try (Arena names = Arena.ofConfined()) {
      long name = names.allocateFrom(file.toString()).address();
      long opened = kernel.call(Syscall.OPENAT, AT_FDCWD, name, O_RDWR_CLOEXEC);
      return new SharedMemory(kernel, (int) Failure.check(opened, "open " + file), bytes);
    }
  }

  /** The descriptor of the memory in this process. */
  public int descriptor() {
    return descriptor;
  }

  /** What both sides see; an access after {@link #close} is an {@link IllegalStateException}. */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * Waits until somebody wakes those who wait at {@code offset}, the time is over, or, without
   * waiting, when the number there is not {@code expected}. May also return for no reason.
   */
  public void await(long offset, int expected, Duration most) {
    try (Arena arguments = Arena.ofConfined()) {
      MemorySegment time = arguments.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
      time.setAtIndex(JAVA_LONG, 0, most.toSeconds());
      time.setAtIndex(JAVA_LONG, 1, most.toNanosPart());
      kernel.call(Syscall.FUTEX, segment.address() + offset, FUTEX_WAIT, expected, time.address());
    }
  }

  /** Wakes those who wait at {@code offset}, in both processes. */
  public void wake(long offset) {
    kernel.call(Syscall.FUTEX, segment.address() + offset, FUTEX_WAKE, EVERYBODY);
  }

  /** Gives the memory back, as far as this process is concerned. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      kernel.call(Syscall.CLOSE, descriptor);
    }
  }
}
