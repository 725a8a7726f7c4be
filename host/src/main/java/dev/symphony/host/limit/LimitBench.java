package dev.symphony.host.limit;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.bench.OwnProcesses;
import dev.symphony.host.session.GuestRuntimes;
import dev.symphony.host.session.SessionOptions;
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
import java.util.function.Predicate;

/**
 * Measures the time from a call with 100 ms of processor time until the host has the outcome and no
 * thread of the guest is on a processor, for guests that never return. The first round of each
 * program, in which the host does much for the first time, does not count.
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
   * @param p99StoppedMillis the same until the guest has also left the processor
   * @param others outcomes that were not the limit; not among the times
   */
  public record Row(
      String language,
      String program,
      int rounds,
      double p50Millis,
      double p99Millis,
      double p99StoppedMillis,
      long others) {}

  /** The times of one round in ms: until the outcome, and until the guest had stopped too. */
  private record Round(GuestOutcome outcome, double told, double stopped) {
    boolean hitsTheLimit() {
      return outcome instanceof GuestOutcome.LimitHit l && l.limit() == Limit.CPU;
    }
  }

  private final SessionOptions options;
  private final int rounds;
  private final KernelClock clock = new SystemClock();

  /** A bench with guests as {@code options} has them. */
  public LimitBench(SessionOptions options, int rounds) {
    this.options = options;
    this.rounds = rounds;
  }

  /** Measures the programs of a language whose names are wanted. */
  public void run(Language language, Predicate<String> wanted, Consumer<Row> rows)
      throws UserError {
    try (GuestRuntime runtime = GuestRuntimes.open(options, text -> {})) {
      for (Stubborn program : Stubborn.in(language)) {
        if (wanted.test(program.name())) {
          rows.accept(measured(runtime, program));
        }
      }
    }
  }

  private Row measured(GuestRuntime runtime, Stubborn program) throws UserError {
    var _ = round(runtime, program);
    List<Round> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(round(runtime, program));
    }
    List<Round> hits = all.stream().filter(Round::hitsTheLimit).toList();
    List<Double> told = hits.stream().map(Round::told).sorted().toList();
    List<Double> stopped = hits.stream().map(Round::stopped).sorted().toList();
    return new Row(
        program.language().id(),
        program.name(),
        rounds,
        quantile(told, 0.5),
        quantile(told, 0.99),
        quantile(stopped, 0.99),
        all.size() - hits.size());
  }

  private Round round(GuestRuntime runtime, Stubborn program) throws UserError {
    try (GuestInstance guest = runtime.start(start(program))) {
      outcome(guest, true, ROOMY);
      long process = guest.process().orElseThrow();
      long begin = clock.monotonicNanos();
      GuestOutcome outcome = outcome(guest, false, TIGHT);
      double told = (clock.monotonicNanos() - begin) / 1e6;
      while (OwnProcesses.guestRunsIn(process)) {
        Thread.onSpinWait();
      }
      return new Round(outcome, told, (clock.monotonicNanos() - begin) / 1e6);
    } catch (GuestStartException e) {
      throw new UserError(e.error().code(), e.error().message(), e);
    }
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
