package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** The clock of the processor time that all threads of one process have used together. */
public final class ProcessorClock {
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final int KIND_BITS = 3;
  private static final long NANOS = 1_000_000_000L;

  private final Optional<LinuxKernel> kernel = LinuxKernel.current();
  private final long clock;

  private ProcessorClock(long clock) {
    this.clock = clock;
  }

  /** The clock of this process. */
  public static ProcessorClock ofThisProcess() {
    return new ProcessorClock(CLOCK_PROCESS_CPUTIME_ID);
  }

  /**
   * The clock of another process, which needs no permission to be read. It lags behind by what its
   * threads did since the last tick of the system's clock, some milliseconds at most.
   */
  public static ProcessorClock of(long pid) {
    // As the system encodes it: the process upside down, and which of its clocks.
    return new ProcessorClock((~pid << KIND_BITS) | CLOCK_PROCESS_CPUTIME_ID);
  }

  /** The time so far in ns; empty where the system can't be asked, or knows no such process. */
  public OptionalLong nanos() {
    return kernel.isPresent() ? read(kernel.get()) : OptionalLong.empty();
  }

  private OptionalLong read(LinuxKernel system) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(JAVA_LONG, 2);
      return system.call(Syscall.CLOCK_GETTIME, clock, time.address()) < 0
          ? OptionalLong.empty()
          : OptionalLong.of(time.get(JAVA_LONG, 0) * NANOS + time.getAtIndex(JAVA_LONG, 1));
    }
  }
}
