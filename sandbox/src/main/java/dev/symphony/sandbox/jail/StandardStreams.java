package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Three pipes between the host and a process it is about to start: standard input, output and
 * error. The host's ends are Java streams; the process's ends are descriptors, closed here once the
 * process has its own copies.
 */
final class StandardStreams implements AutoCloseable {
  /** The number of standard descriptors. */
  static final int COUNT = 3;

  private static final int O_CLOEXEC = 02000000;

  private final LinuxKernel kernel;
  private final List<Integer> childEnds = new ArrayList<>();
  private final Optional<Integer> shared;
  private final OutputStream input;
  private final InputStream output;
  private final InputStream error;

  /** Pipes for a process whose standard input is {@code memory}, when there is one. */
  StandardStreams(LinuxKernel kernel, Optional<SharedMemory> memory) throws IOException {
    this.kernel = kernel;
    this.shared = memory.map(SharedMemory::descriptor);
    try {
      this.input = shared.isPresent() ? OutputStream.nullOutputStream() : writeTo();
      this.output = readFrom();
      this.error = readFrom();
    } catch (IOException refused) {
      close();
      throw refused;
    }
  }

  /** The process's end of the pipe that becomes its {@code descriptor}. */
  int childEnd(int descriptor) {
    if (shared.isPresent()) {
      return descriptor == 0 ? shared.get() : childEnds.get(descriptor - 1);
    }
    return childEnds.get(descriptor);
  }

  /** What the host writes here, the process reads from its standard input. */
  OutputStream input() {
    return input;
  }

  /** What the process writes to its standard output. */
  InputStream output() {
    return output;
  }

  /** What the process writes to its standard error. */
  InputStream error() {
    return error;
  }

  private OutputStream writeTo() throws IOException {
    Pipe pipe = pipe();
    childEnds.add(pipe.readEnd());
    try {
      return new BufferedOutputStream(new FileOutputStream(reopened(pipe.writeEnd())));
    } finally {
      kernel.call(Syscall.CLOSE, pipe.writeEnd());
    }
  }

  private InputStream readFrom() throws IOException {
    Pipe pipe = pipe();
    childEnds.add(pipe.writeEnd());
    try {
      return new BufferedInputStream(new FileInputStream(reopened(pipe.readEnd())));
    } finally {
      kernel.call(Syscall.CLOSE, pipe.readEnd());
    }
  }

  /** The name under which a Java stream can open a descriptor that it did not make. */
  private static String reopened(int descriptor) {
    return "/proc/self/fd/" + descriptor;
  }

  private Pipe pipe() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      Failure.check(kernel.call(Syscall.PIPE2, ends.address(), O_CLOEXEC), "pipe2");
      return new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
    }
  }

  /** Closes the process's ends in this process. */
  @Override
  public void close() {
    childEnds.forEach(end -> kernel.call(Syscall.CLOSE, end));
    childEnds.clear();
  }

  private record Pipe(int readEnd, int writeEnd) {}
}
