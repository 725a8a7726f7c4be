package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The system call filter that a worker puts on itself once it is warm, after its sockets are
 * connected and before the first line of guest code. Which calls remain, see {@link WorkerFilter}.
 *
 * <p>The filter binds every thread of the process, those to come included, and cannot be taken off.
 */
public final class Seccomp {
  private static final int SET_MODE_FILTER = 1;
  private static final int ALL_THREADS = 1;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PROGRAM_BYTES = 16;

  /** What became of an attempt to put the filter on. */
  public sealed interface LockDown {
    /** The filter is on in every thread. */
    record Done() implements LockDown {}

    /** The process is as it was, for this reason. */
    record Impossible(String reason) implements LockDown {}
  }

  private Seccomp() {}

  /**
   * Puts the filter on this process, for good. A second attempt is refused by the first filter.
   *
   * @throws InterruptedException when the current thread is interrupted; whether the filter is on
   *     is then not known
   */
  public static LockDown lockDown() throws InterruptedException {
    Optional<LinuxKernel> kernel = LinuxKernel.current();
    if (kernel.isEmpty()) {
      return new LockDown.Impossible("no system calls of Linux on x86_64 or aarch64 here");
    }
    AtomicReference<LockDown> outcome =
        new AtomicReference<>(new LockDown.Impossible("the thread for it ended early"));
    Thread thread =
        Thread.ofPlatform().name("lock-down").start(() -> outcome.set(install(kernel.get())));
    thread.join();
    return outcome.get();
  }

  /**
   * Does all that {@link #lockDown} does short of asking the kernel, so that a virtual machine that
   * watches remembers it.
   */
  public static LockDown rehearse() {
    AtomicBoolean rehearsed = new AtomicBoolean();
    LinuxKernel.current()
        .ifPresent(kernel -> {
          int pid = (int) kernel.call(Syscall.GETPID);
          byte[] code = WorkerFilter.program(kernel.architecture(), pid).encode();
          rehearsed.set(code.length > 0 && isPresent(kernel));
        });
    return new LockDown.Impossible(rehearsed.get() ? "only rehearsed" : "no filters here");
  }

  /** Whether this kernel has filters that bind all threads and kill processes. */
  static boolean isPresent(LinuxKernel kernel) {
    int actionQuery = 2;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(4);
      action.set(JAVA_INT, 0, Verdict.KILL.code());
      return kernel.call(Syscall.SECCOMP, actionQuery, 0, action.address()) == 0;
    }
  }

  private static LockDown install(LinuxKernel kernel) {
    int pid = (int) kernel.call(Syscall.GETPID);
    byte[] code = WorkerFilter.program(kernel.architecture(), pid).encode();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocate(PROGRAM_BYTES, 8);
      program.set(JAVA_SHORT, 0, (short) (code.length / FilterProgram.INSTRUCTION_BYTES));
      program.set(ADDRESS, 8, arena.allocateFrom(JAVA_BYTE, code));
      kernel.call(Syscall.PRCTL, PR_SET_NO_NEW_PRIVS, 1);
      long result = kernel.call(Syscall.SECCOMP, SET_MODE_FILTER, ALL_THREADS, program.address());
      return outcome(result);
    }
  }

  private static LockDown outcome(long result) {
    if (result == 0) {
      return new LockDown.Done();
    }
    return new LockDown.Impossible(
        result < 0
            ? "seccomp: " + Failure.describe((int) -result)
            : "seccomp: thread " + result + " has a filter of its own");
  }
}
