package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.guest.GuestProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The memory of idle sandboxes in one worker, host and worker together. Measured in a fresh host.
 *
 * @param name of the part
 * @param workload W3 or W8
 * @param program what the sandboxes have run
 * @param function what was called in them
 * @param count how many are kept
 */
record MemoryWorkload(
    String name,
    String workload,
    Function<BenchGuests, GuestProgram> program,
    String function,
    ToIntFunction<Pace> count)
    implements Bench.Workload {
  private static final int BEFORE = 5;
  private static final Duration REST = Duration.ofMillis(300);

  /** JavaScript as defined, and a crowd of them. */
  static List<MemoryWorkload> parts() {
    return List.of(
        new MemoryWorkload("W3.memory", "W3", BenchGuests::module1k, "handle", Pace::alive),
        new MemoryWorkload("W3.crowd", "W3", BenchGuests::module1k, "handle", Pace::many),
        new MemoryWorkload(
            "W8.memory", "W8", BenchGuests::pythonWorker, "bench_handle", MemoryWorkload::few));
  }

  private static int few(Pace pace) {
    return Math.max(3, pace.alive() / 20);
  }

  @Override
  public void run(Bench bench) {
    int keep = count.applyAsInt(bench.pace());
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image())) {
      Extension extension = host.install("bench", program.apply(bench.guests()), BenchHost.AMPLE);
      BenchSandbox resident = called(bench, host, extension);
      for (int i = 0; i < BEFORE; i++) {
        called(bench, host, extension).close();
      }
      long before = rest();
      List<BenchSandbox> alive = new ArrayList<>();
      for (int i = 0; i < keep; i++) {
        alive.add(called(bench, host, extension));
      }
      double kib = (rest() - before) / 1024.0 / keep;
      String note =
          keep + " alive in one worker, the worker's heap as it has grown; " + resident.isolation();
      bench.row(workload, "idle memory", kib, "KiB", note);
      alive.forEach(BenchSandbox::close);
    }
  }

  private BenchSandbox called(Bench bench, BenchHost host, Extension extension) {
    BenchSandbox guest = host.sandbox(extension);
    Object answer = guest.call(function, bench.guests().input());
    BenchFailure.require(bench.guests().answer(), String.valueOf(answer), "the first answer");
    return guest;
  }

  private static long rest() {
    System.gc();
    LockSupport.parkNanos(REST.toNanos());
    return OwnProcesses.memoryBytes();
  }
}
