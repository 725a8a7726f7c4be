package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The clock of the processor time that all threads of this process have used together. */
public final class ProcessorClock {
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final long NANOS = 1_000_000_000L;

  private final Optional<LinuxKernel> kernel = LinuxKernel.current();

  /** The time so far in ns; 0 for ever where the system can't be asked. */
  public long nanos() {
    return kernel.map(ProcessorClock::read).orElse(0L);
  }

  private static long read(LinuxKernel kernel) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(JAVA_LONG, 2);
      long result = kernel.call(Syscall.CLOCK_GETTIME, CLOCK_PROCESS_CPUTIME_ID, time.address());
      return result < 0 ? 0 : time.get(JAVA_LONG, 0) * NANOS + time.getAtIndex(JAVA_LONG, 1);
    }
  }
}
