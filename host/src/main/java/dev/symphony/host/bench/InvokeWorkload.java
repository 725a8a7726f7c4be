package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** W2: the host calls a guest, a string in and a string out. */
final class InvokeWorkload implements Bench.Workload {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int PAUSES = 200;

  @Override
  public void run(Bench bench) {
    for (Isolation isolation : Isolation.values()) {
      try (BenchHost host = BenchHost.open(isolation, bench.image());
          BenchSandbox guest = host.sandbox("bench", bench.guests().worker())) {
        measure(bench, "W2", "handle", guest);
        inTheLongRun(bench, guest);
        if (isolation == Isolation.PROCESS) {
          afterPauses(bench, guest);
        }
      }
    }
  }

  /** Warms up, then measures calls of {@code function} with the input. */
  static void measure(Bench bench, String workload, String function, BenchSandbox guest) {
    Duration most = bench.pace().invocationTime();
    calls(bench, function, guest, most.dividedBy(2));
    Timings timings = calls(bench, function, guest, most);
    String note = timings.count() + " calls; " + guest.isolation();
    bench.row(workload, "invoke p50", timings.percentile(0.5, TimeUnit.MICROSECONDS), "us", note);
    bench.row(workload, "invoke p99", timings.percentile(0.99, TimeUnit.MICROSECONDS), "us", note);
    bench.row(workload, "invoke rate", timings.perSecond(), "1/s", note);
  }

  /** The same once nothing is left to compile. */
  private static void inTheLongRun(Bench bench, BenchSandbox guest) {
    long end = System.nanoTime() + bench.pace().longRun().toNanos();
    while (System.nanoTime() < end) {
      calls(bench, "handle", guest, bench.pace().invocationTime());
    }
    Timings timings = calls(bench, "handle", guest, bench.pace().invocationTime());
    String note = "after " + bench.pace().longRun().toSeconds() + " s; " + guest.isolation();
    bench.row(
        "W2",
        "invoke in the long run p50",
        timings.percentile(0.5, TimeUnit.MICROSECONDS),
        "us",
        note);
    bench.row(
        "W2",
        "invoke in the long run p99",
        timings.percentile(0.99, TimeUnit.MICROSECONDS),
        "us",
        note);
    bench.row("W2", "invoke in the long run rate", timings.perSecond(), "1/s", note);
  }

  private static Timings calls(Bench bench, String function, BenchSandbox guest, Duration most) {
    Timings timings = new Timings();
    String input = bench.guests().input();
    String expected = bench.guests().answer();
    long end = System.nanoTime() + most.toNanos();
    while (timings.count() < bench.pace().invocations() && System.nanoTime() < end) {
      long begin = System.nanoTime();
      Object answer = guest.call(function, input);
      timings.add(System.nanoTime() - begin);
      BenchFailure.require(expected, String.valueOf(answer), "the answer of " + function);
    }
    return timings;
  }

  /** The same for a worker that has gone to sleep in between. */
  private static void afterPauses(Bench bench, BenchSandbox guest) {
    Timings timings = new Timings();
    for (int i = 0; i < Math.min(PAUSES, bench.pace().invocations()); i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      long begin = System.nanoTime();
      Object answer = guest.call("handle", bench.guests().input());
      timings.add(System.nanoTime() - begin);
      BenchFailure.require(bench.guests().answer(), String.valueOf(answer), "the answer");
    }
    String note = "a pause of 5 ms before each; " + guest.isolation();
    bench.row(
        "W2", "invoke parked p50", timings.percentile(0.5, TimeUnit.MICROSECONDS), "us", note);
  }
}
