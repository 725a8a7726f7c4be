package dev.symphony.host.bench;

import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.guest.GuestProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    try (BenchHost host = BenchHost.restingSoon(bench.image(), bench.pace().restAfter())) {
      Extension extension = host.install("bench", program.apply(bench.guests()), BenchHost.AMPLE);
      BenchSandbox resident = called(bench, host, extension);
      for (int i = 0; i < BEFORE; i++) {
        called(bench, host, extension).close();
      }
      long before = atRest(bench, host);
      List<BenchSandbox> alive = new ArrayList<>();
      for (int i = 0; i < keep; i++) {
        alive.add(called(bench, host, extension));
      }
      double kib = (atRest(bench, host) - before) / 1024.0 / keep;
      String note = keep + " alive in one worker at rest; " + resident.isolation();
      bench.row(workload, "idle memory", kib, "KiB", note);
      afterRest(bench, workload, alive, function, () -> {});
      alive.forEach(BenchSandbox::close);
    }
  }

  private BenchSandbox called(Bench bench, BenchHost host, Extension extension) {
    BenchSandbox guest = host.sandbox(extension);
    SpawnWorkload.first(bench, guest, function);
    return guest;
  }

  /** Calls them all once more: the first call of each worker wakes it. */
  static void afterRest(
      Bench bench,
      String workload,
      List<BenchSandbox> sandboxes,
      String function,
      Runnable before) {
    Timings timings = new Timings();
    for (BenchSandbox sandbox : sandboxes) {
      before.run();
      long begin = System.nanoTime();
      SpawnWorkload.first(bench, sandbox, function);
      timings.add(System.nanoTime() - begin);
    }
    for (double q : List.of(0.5, 1.0)) {
      String metric = "call after a rest " + (q == 1 ? "slowest" : "p50");
      double millis = timings.percentile(q, TimeUnit.MICROSECONDS) / 1e3;
      bench.row(workload, metric, millis, "ms", timings.count() + " sandboxes");
    }
  }

  static long atRest(Bench bench, BenchHost host) {
    host.awaitRest(bench.pace().restAfter());
    System.gc();
    return OwnProcesses.memoryBytes();
  }
}
