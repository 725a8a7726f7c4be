package dev.symphony.host.bench.swap;

import dev.symphony.host.serve.ServedExtension;
import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Calls a served extension a thousand times a second, whether or not it keeps up. */
final class SwapLoad implements Runnable {
  private static final long PERIOD_NANOS = Duration.ofMillis(1).toNanos();

  private final ServedExtension served;
  private final List<CompletableFuture<GuestOutcome>> calls = new ArrayList<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private volatile boolean enough;

  SwapLoad(ServedExtension served) {
    this.served = served;
  }

  @Override
  public void run() {
    long next = System.nanoTime();
    while (!enough) {
      long begin = System.nanoTime();
      CompletableFuture<GuestOutcome> call = served.call(null);
      calls.add(call.whenComplete((outcome, fault) -> nanos.add(System.nanoTime() - begin)));
      next += PERIOD_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  void stop() {
    enough = true;
  }

  /** How many calls there were; only when it has stopped. */
  int count() {
    return calls.size();
  }

  /** How many of them came to something else than a value; waits for all of them. */
  long failed() {
    return calls.stream()
        .map(CompletableFuture::join)
        .filter(outcome -> !(outcome instanceof GuestOutcome.Completed))
        .count();
  }

  /** How long each took, from the smallest, in ns. */
  long[] sortedNanos() {
    return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
