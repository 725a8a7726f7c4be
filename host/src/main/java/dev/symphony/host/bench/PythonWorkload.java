package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import dev.symphony.kernel.guest.GuestProgram;
import java.util.concurrent.TimeUnit;

/** W8: a guest in Python. */
final class PythonWorkload implements Bench.Workload {
  private static final int CALLS = 20_000;
  private static final long WORD = 0xFFFFFFFFL;

  @Override
  public void run(Bench bench) {
    GuestProgram program = bench.guests().pythonWorker();
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image())) {
      long begin = System.nanoTime();
      try (BenchSandbox guest = host.sandbox("first", program)) {
        Object answer = guest.call("bench_handle", bench.guests().input());
        double millis = (System.nanoTime() - begin) / 1e6;
        BenchFailure.require(bench.guests().answer(), String.valueOf(answer), "the first answer");
        bench.row("W8", "first start", millis, "ms", "a cold jailed worker; " + guest.isolation());
        ProcessorWorkload.best(bench, guest, "W8", "bench_fib", "fib(24)", "46368", 24L);
        InvokeWorkload.measure(bench, "W8", "bench_handle", guest);
        hostCalls(bench, host, guest);
      }
      SpawnWorkload.inWarmWorker(bench, host, "W8", program, "bench_handle");
      SpawnWorkload.inTheLongRun(bench, host, "W8", program, "bench_handle");
    }
    SpawnWorkload.fromThePool(bench, "W8", program, "bench_handle");
    bench.fresh().run(bench, "W8.memory");
  }

  private static void hostCalls(Bench bench, BenchHost host, BenchSandbox guest) {
    int calls = Math.min(CALLS, bench.pace().hostCalls());
    Timings timings = new Timings();
    for (int round = 0; round < bench.pace().rounds(); round++) {
      long before = host.counter().count();
      long begin = System.nanoTime();
      Object sum = guest.call("bench_host_loop", (long) calls);
      timings.add(System.nanoTime() - begin);
      long expected = 0;
      for (int i = 0; i < calls; i++) {
        expected = expected + 2L * i + before + 1 & WORD;
      }
      BenchFailure.require(String.valueOf(expected), String.valueOf(sum), "the sum of answers");
    }
    double micros = timings.best(TimeUnit.NANOSECONDS) / 1e3 / calls;
    bench.row(
        "W8", "hostcall", micros, "us", "one at a time; n=" + calls + "; " + guest.isolation());
  }
}
