package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** W4: work inside the guest. */
final class ProcessorWorkload implements Bench.Workload {
  private static final int CALLS = 10;
  private static final int LONGER = 60;
  private static final String DIGEST =
      "06b7bbfb7824aa03382051691630eb26de85102d1b08a81e907ec0744cd8a286";

  @Override
  public void run(Bench bench) {
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image());
        BenchSandbox guest = host.sandbox("bench", bench.guests().worker())) {
      BenchFailure.require("1085455", String.valueOf(guest.call("prepare")), "the document");
      best(bench, guest, "W4", "fib", "fib(30)", "832040", 30L);
      best(bench, guest, "W4", "json", "json", "1085455");
      best(bench, guest, "W4", "sha", "sha", DIGEST);
    }
  }

  /** The best of ten calls, and of as many more as an engine takes to warm up. */
  static void best(
      Bench bench,
      BenchSandbox guest,
      String workload,
      String function,
      String metric,
      String expected,
      Object... arguments) {
    Timings timings = new Timings();
    double first = 0;
    double bestOfTen = 0;
    int calls = bench.pace().equals(Pace.FULL) ? LONGER : CALLS;
    for (int i = 0; i < calls; i++) {
      long begin = System.nanoTime();
      Object answer = guest.call(function, arguments);
      timings.add(System.nanoTime() - begin);
      BenchFailure.require(expected, String.valueOf(answer), metric);
      first = i == 0 ? timings.best(TimeUnit.MICROSECONDS) / 1e3 : first;
      bestOfTen = i < CALLS ? timings.best(TimeUnit.MICROSECONDS) / 1e3 : bestOfTen;
    }
    String note =
        String.format(
            Locale.ROOT,
            "first %.1f ms; best of %d: %.2f ms; %s",
            first,
            calls,
            timings.best(TimeUnit.MICROSECONDS) / 1e3,
            guest.isolation());
    bench.row(workload, metric, bestOfTen, "ms", note);
  }
}
