package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.guest.GuestProgram;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** W3: a new sandbox with a small module, until its first answer; and what it takes of memory. */
final class SpawnWorkload implements Bench.Workload {
  private static final int WARM_UP = 5;
  private static final int COLD = 10;

  /** So many times as many as are measured come and go before they are measured once more. */
  private static final int LONG_RUN = 15;

  @Override
  public void run(Bench bench) {
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image())) {
      inWarmWorker(bench, host, "W3", bench.guests().module1k(), "handle");
      inTheLongRun(bench, host, "W3", bench.guests().module1k(), "handle");
    }
    newWorkers(bench);
    fromThePool(bench, "W3", bench.guests().module1k(), "handle");
    MemoryWorkload.parts().stream()
        .filter(part -> part.workload().equals("W3"))
        .forEach(part -> bench.fresh().run(bench, part.name()));
    bench.fresh().run(bench, PublishersWorkload.NAME);
  }

  /** Measures new sandboxes of a program in a worker that is there. */
  static void inWarmWorker(
      Bench bench, BenchHost host, String workload, GuestProgram program, String function) {
    Extension extension = host.install("bench", program, BenchHost.AMPLE);
    try (BenchSandbox resident = host.sandbox(extension)) {
      first(bench, resident, function);
      spawns(bench, WARM_UP, function, i -> host.sandbox(extension));
      Timings timings =
          spawns(bench, bench.pace().spawns(), function, i -> host.sandbox(extension));
      report(bench, workload, "spawn in a warm worker", timings, resident.isolation());
    }
  }

  /** The same in a worker that has had many, once nothing is left to compile. */
  static void inTheLongRun(
      Bench bench, BenchHost host, String workload, GuestProgram program, String function) {
    Extension extension = host.install("long-run", program, BenchHost.AMPLE);
    int many = LONG_RUN * bench.pace().spawns();
    try (BenchSandbox resident = host.sandbox(extension)) {
      first(bench, resident, function);
      int before = spawns(bench, many, function, i -> host.sandbox(extension)).count();
      Timings timings =
          spawns(bench, bench.pace().spawns(), function, i -> host.sandbox(extension));
      report(bench, workload, "spawn in the long run", timings, "after " + before + " others");
    }
  }

  private static void newWorkers(Bench bench) {
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image())) {
      GuestProgram module = bench.guests().module1k();
      Timings timings =
          spawns(
              bench,
              Math.min(COLD, bench.pace().spawns()),
              "handle",
              i -> host.sandbox("cold" + i, module));
      report(bench, "W3", "spawn in a new cold worker", timings, "a publisher of its own each");
    }
  }

  /** Measures the first sandbox of publishers for whom a worker is ready. */
  static void fromThePool(Bench bench, String workload, GuestProgram program, String function) {
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image())) {
      host.keepReady(program.language());
      Timings timings =
          spawns(
              bench,
              Math.min(COLD, bench.pace().spawns()),
              function,
              i -> host.sandbox("pooled" + i, program),
              () -> host.awaitReady(program.language()));
      report(
          bench,
          workload,
          "spawn in a new worker from the pool",
          timings,
          "a publisher of its own each");
    }
  }

  private static Timings spawns(
      Bench bench, int most, String function, IntFunction<BenchSandbox> sandboxes) {
    return spawns(bench, most, function, sandboxes, () -> {});
  }

  private static Timings spawns(
      Bench bench,
      int most,
      String function,
      IntFunction<BenchSandbox> sandboxes,
      Runnable before) {
    Timings timings = new Timings();
    Duration time = bench.pace().spawnTime();
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; i < most && System.nanoTime() < end; i++) {
      before.run();
      long begin = System.nanoTime();
      BenchSandbox guest = sandboxes.apply(i);
      first(bench, guest, function);
      timings.add(System.nanoTime() - begin);
      guest.close();
    }
    return timings;
  }

  /** Calls a sandbox with the input of the workloads and checks the answer. */
  static void first(Bench bench, BenchSandbox guest, String function) {
    Object answer = guest.call(function, bench.guests().input());
    BenchFailure.require(bench.guests().answer(), String.valueOf(answer), "an answer");
  }

  private static void report(
      Bench bench, String workload, String metric, Timings timings, String how) {
    String note = timings.count() + " sandboxes; " + how;
    bench.row(
        workload,
        metric + " p50",
        timings.percentile(0.5, TimeUnit.MICROSECONDS) / 1e3,
        "ms",
        note);
    bench.row(
        workload,
        metric + " p99",
        timings.percentile(0.99, TimeUnit.MICROSECONDS) / 1e3,
        "ms",
        note);
  }
}
