package dev.symphony.host.bench;

import dev.symphony.host.session.Isolation;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One case of W6. Contained means: the attack was stopped, and guests of other publishers answer
 * before and after. Run in a fresh host.
 *
 * @param name of the part
 * @param function the attack, a function of the guest
 * @param cpu how much processor time the victim has
 * @param heapBytes how much memory it has
 */
record Attack(String name, String function, Duration cpu, long heapBytes)
    implements Bench.Workload {
  private static final Duration MOMENT = Duration.ofNanos(200_000);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final long HEAP = 64L << 20;

  static List<Attack> all() {
    return List.of(
        new Attack("W6.a", "spin", SHORT, HEAP),
        new Attack("W6.b", "bomb", LONG, HEAP),
        new Attack("W6.b2", "bombBuf", LONG, HEAP),
        new Attack("W6.c", "recurse", LONG, HEAP),
        new Attack("W6.d", "redos", SHORT, HEAP));
  }

  @Override
  public void run(Bench bench) {
    try (BenchHost host = BenchHost.open(Isolation.PROCESS, bench.image());
        BenchSandbox sibling = host.sandbox("sibling", bench.guests().worker())) {
      greet(sibling);
      GuestLimits limits = new GuestLimits(LONG, LONG, heapBytes, 1 << 20);
      Extension extension = host.install("victim", bench.guests().worker(), limits);
      try (BenchSandbox victim = host.sandbox(extension)) {
        greet(victim);
        attack(bench, victim);
      }
      greet(sibling);
      try (BenchSandbox another = host.sandbox("another", bench.guests().worker())) {
        greet(another);
      }
    }
  }

  private void attack(Bench bench, BenchSandbox victim) {
    long begin = System.nanoTime();
    GuestOutcome outcome =
        victim.within(new GuestLimits(cpu, LONG, heapBytes, 1 << 20)).outcome(function);
    while (OwnProcesses.guestRuns()) {
      LockSupport.parkNanos(MOMENT.toNanos());
    }
    double millis = (System.nanoTime() - begin) / 1e6;
    if (outcome instanceof GuestOutcome.Completed && !outwitted(outcome)) {
      throw new BenchFailure(function + " was not stopped");
    }
    bench.row(
        "W6",
        function,
        millis,
        "ms",
        "contained: " + how(outcome) + "; siblings of other publishers; " + victim.isolation());
  }

  /** Whether the attack came to nothing: the engine matches such patterns without backtracking. */
  private boolean outwitted(GuestOutcome outcome) {
    return function.equals("redos")
        && outcome instanceof GuestOutcome.Completed(Boolean matches, var usage)
        && !matches;
  }

  private String how(GuestOutcome outcome) {
    if (outwitted(outcome)) {
      return "answered at once, no backtracking";
    }
    return outcome instanceof GuestOutcome.LimitHit hit ? hit.limit().code() : outcome.id();
  }

  private static void greet(BenchSandbox guest) {
    BenchFailure.require(
        "hello world", String.valueOf(guest.call("hello", "world")), "the answer of a guest");
  }
}
