package dev.symphony.host.bench.swap;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.serve.ServedExtension;
import dev.symphony.host.session.InstalledSource;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Replaces the versions of an extension while a thousand calls a second come in. Each version
 * counts its calls and hands the count on to the next, so that a call that was dropped or made
 * twice shows in the last answer.
 */
public final class SwapBench {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String COUNTING =
      """
      let calls = 0;
      export default function run() { calls++; return calls; }
      export function exportState() { return calls; }
      export function importState(state) { calls = state; }
      """;

  /**
   * How to measure.
   *
   * @param swaps how often the version is replaced
   * @param length how long there is load
   * @param warmUp how long the first version is called before that, one call after the other
   */
  public record Settings(int swaps, Duration length, Duration warmUp) {}

  /**
   * What came of it.
   *
   * @param calls how many calls there were under load
   * @param failed how many of them came to something else than a value
   * @param miscounted how many calls the last version has counted too many or too few
   * @param p50Millis the median of what a call took
   * @param p99Millis element {@code floor(0.99 * calls)} of the sorted times
   * @param maxMillis the longest
   */
  public record Report(
      int swaps,
      int calls,
      long failed,
      long miscounted,
      double p50Millis,
      double p99Millis,
      double maxMillis) {
    /** Whether no call was dropped. */
    public boolean good() {
      return failed == 0 && miscounted == 0;
    }
  }

  private final Session session;
  private final Settings settings;

  /** A bench whose extension runs in {@code session}. */
  public SwapBench(Session session, Settings settings) {
    this.session = session;
    this.settings = settings;
  }

  /**
   * Measures.
   *
   * @throws UserError when a version does not come into force
   */
  public Report run() throws UserError, InterruptedException {
    try (ServedExtension served =
        ServedExtension.open(session, version(1), version -> Map.of(), version -> {})) {
      long before = warmUp(served);
      SwapLoad load = new SwapLoad(served);
      Thread caller = Thread.ofPlatform().daemon().name("load").start(load);
      Duration between = settings.length().dividedBy(settings.swaps() + 1L);
      for (int swap = 1; swap <= settings.swaps(); swap++) {
        LockSupport.parkNanos(between.toNanos());
        swapTo(served, version(swap + 1));
      }
      LockSupport.parkNanos(between.toNanos());
      load.stop();
      caller.join();
      return report(load, count(served) - 1 - before);
    }
  }

  private long warmUp(ServedExtension served) throws UserError {
    long end = System.nanoTime() + settings.warmUp().toNanos();
    long calls = 0;
    while (System.nanoTime() < end) {
      calls = count(served);
    }
    return calls;
  }

  private static long count(ServedExtension served) throws UserError {
    GuestOutcome outcome = served.call(null).join();
    if (outcome instanceof GuestOutcome.Completed(Long count, var usage)) {
      return count;
    }
    throw new UserError("bench-swap", "the extension answers with " + outcome);
  }

  private static void swapTo(ServedExtension served, InstalledSource next) throws UserError {
    ServedExtension.Update update = served.update(next);
    if (update != ServedExtension.Update.DONE) {
      throw new UserError("bench-swap", "a version does not come into force: " + update);
    }
  }

  private Report report(SwapLoad load, long counted) {
    long failed = load.failed();
    long[] nanos = load.sortedNanos();
    return new Report(
        settings.swaps(),
        load.count(),
        failed,
        Math.abs(counted - load.count()),
        nanos[nanos.length / 2] / NANOS_PER_MILLI,
        nanos[(int) (0.99 * nanos.length)] / NANOS_PER_MILLI,
        nanos[nanos.length - 1] / NANOS_PER_MILLI);
  }

  private InstalledSource version(int number) throws UserError {
    String manifest =
        """
        [extension]
        name = "counter"
        version = "%d.0.0"
        publisher = "bench"
        kind = "operator"
        [code]
        language = "js"
        entry = "main.mjs"
        [resources]
        cpu = "5s"
        """
            .formatted(number);
    try {
      return session
          .extensions()
          .install(
              ExtensionSource.of(
                  "bench",
                  Map.of("extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8(COUNTING)),
                  Optional.empty()));
    } catch (DocumentException e) {
      throw new IllegalStateException("the manifest of the bench is wrong", e);
    }
  }
}
