package dev.symphony.host.limit;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.session.GuestRuntimes;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures the time from a call with 100 ms of processor time until the host has the outcome, for
 * guests that never return. A worker that has to be killed is gone by then.
 */
public final class LimitBench {
  private static final GuestLimits ROOMY =
      new GuestLimits(Duration.ofSeconds(60), Duration.ofSeconds(90), 256L << 20, 1L << 20);
  private static final GuestLimits TIGHT =
      new GuestLimits(
          Duration.ofMillis(100), Duration.ofSeconds(20), ROOMY.heapBytes(), ROOMY.outputBytes());

  /**
   * What was measured of one program.
   *
   * @param language the id of its language
   * @param program where it spends its time
   * @param rounds how often
   * @param p50Millis the median
   * @param p99Millis element {@code floor(0.99 * rounds)} of the sorted times
   * @param others outcomes that were not the limit; not among the times
   */
  public record Row(
      String language,
      String program,
      int rounds,
      double p50Millis,
      double p99Millis,
      long others) {}

  private final Session.Options options;
  private final int rounds;
  private final KernelClock clock = new SystemClock();

  /** A bench with guests as {@code options} has them. */
  public LimitBench(Session.Options options, int rounds) {
    this.options = options;
    this.rounds = rounds;
  }

  /** Measures every program. */
  public void run(Consumer<Row> rows) throws UserError {
    try (GuestRuntime runtime = GuestRuntimes.open(options, text -> {})) {
      List<Stubborn> programs =
          Stream.of(Language.values()).flatMap(l -> Stubborn.in(l).stream()).toList();
      for (Stubborn program : programs) {
        rows.accept(measured(runtime, program));
      }
    }
  }

  private Row measured(GuestRuntime runtime, Stubborn program) throws UserError {
    List<Double> times = new ArrayList<>();
    long others = 0;
    for (int i = 0; i < rounds; i++) {
      try (GuestInstance guest = runtime.start(start(program))) {
        outcome(guest, true, ROOMY);
        long begin = clock.monotonicNanos();
        GuestOutcome outcome = outcome(guest, false, TIGHT);
        double millis = (clock.monotonicNanos() - begin) / 1e6;
        if (outcome instanceof GuestOutcome.LimitHit l && l.limit() == Limit.CPU) {
          times.add(millis);
        } else {
          others++;
        }
      } catch (GuestStartException e) {
        throw new UserError(e.error().code(), e.error().message(), e);
      }
    }
    times.sort(null);
    return new Row(
        program.language().id(),
        program.name(),
        rounds,
        quantile(times, 0.5),
        quantile(times, 0.99),
        others);
  }

  private static double quantile(List<Double> sorted, double q) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) (q * sorted.size()));
  }

  private static GuestOutcome outcome(GuestInstance guest, Object input, GuestLimits limits) {
    return guest.invoke(new GuestInvocation.Call("run", List.of(input)), limits).outcome().join();
  }

  private static GuestStart start(Stubborn program) {
    return new GuestStart(
        "limit-bench",
        "limit-bench",
        program.program(),
        ROOMY,
        List.of(),
        (handle, operation, arguments) -> new Answer.Denied(DenialReason.UNKNOWN_HANDLE),
        (stream, text) -> {});
  }
}
