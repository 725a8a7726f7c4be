package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** W1: a guest calls a function of the host, through a capability and its checks. */
final class CallWorkload implements Bench.Workload {
  private static final int WARM_UP_ROUNDS = 3;
  private static final int LANES = 64;

  @Override
  public void run(Bench bench) {
    try (BenchHost host = BenchHost.open(Isolation.CONTEXT, bench.image());
        BenchSandbox guest = host.sandbox("bench", bench.guests().worker())) {
      oneAtATime(bench, host, guest, bench.pace().hostCalls());
    }
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image());
        BenchSandbox guest = host.sandbox("bench", bench.guests().worker())) {
      oneAtATime(bench, host, guest, Math.max(500, bench.pace().hostCalls() / 20));
      int calls = Math.max(640, bench.pace().hostCalls() / 20);
      inFlight(bench, host, guest, "hostcall", calls);
      long end = System.nanoTime() + bench.pace().longRun().toNanos();
      while (System.nanoTime() < end) {
        bestRound(bench, host, calls, inFlight(guest, calls));
      }
      inFlight(bench, host, guest, "hostcall in the long run", calls);
    }
  }

  private static void oneAtATime(Bench bench, BenchHost host, BenchSandbox guest, int calls) {
    double nanos = bestRound(bench, host, calls, () -> guest.call("hostLoop", (long) calls));
    bench.row("W1", "hostcall", nanos, "ns", note(guest, calls, "one at a time"));
  }

  private static void inFlight(
      Bench bench, BenchHost host, BenchSandbox guest, String metric, int calls) {
    double nanos = bestRound(bench, host, calls, inFlight(guest, calls));
    bench.row("W1", metric, nanos, "ns", note(guest, calls, LANES + " in flight"));
  }

  private static Round inFlight(BenchSandbox guest, int calls) {
    return () -> guest.call("hostLoopInFlight", (long) calls, (long) LANES);
  }

  private static String note(BenchSandbox guest, int calls, String how) {
    return String.format(
        Locale.ROOT,
        "%s; through a granted capability, the gate's check in each call; n=%d; %s",
        how,
        calls,
        guest.isolation());
  }

  /** A round of calls, which gives their sum. */
  @FunctionalInterface
  private interface Round {
    @Nullable Object sum();
  }

  private static double bestRound(Bench bench, BenchHost host, int calls, Round round) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < bench.pace().rounds(); i++) {
      int before = host.counter().count();
      long begin = System.nanoTime();
      Object sum = round.sum();
      long taken = System.nanoTime() - begin;
      BenchFailure.require(calls, host.counter().count() - before, "calls that arrived");
      BenchFailure.require(
          String.valueOf(expected(before, calls)), String.valueOf(sum), "the sum of the answers");
      if (i >= WARM_UP_ROUNDS) {
        best = Math.min(best, taken);
      }
    }
    return (double) best / calls;
  }

  private static int expected(int before, int calls) {
    int sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += i + before + i + 1;
    }
    return sum;
  }
}
