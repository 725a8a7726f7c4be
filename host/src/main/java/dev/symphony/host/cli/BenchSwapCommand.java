package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.bench.swap.SwapBench;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony bench swap}: versions that replace one another under load. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = "Replaces the versions of an extension while 1,000 calls a second come in.",
    footer = {"", "Exit code 0 when no call was dropped or made twice, 1 otherwise."})
final class BenchSwapCommand extends JsonCommand {
  @Option(
      names = "--isolation",
      paramLabel = "WHERE",
      description = "process (a jailed worker, the default) or context (this process).")
  private Isolation isolation = Isolation.PROCESS;

  @Option(names = "--swaps", paramLabel = "N", description = "How many (default: 20).")
  private int swaps = 20;

  @Option(names = "--length", paramLabel = "TIME", description = "Of the load (default: 30s).")
  private String length = "30s";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "How long the first version is called before that (default: 15s).")
  private String warmUp = "15s";

  BenchSwapCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    SessionOptions options =
        new SessionOptions(
            Optional.empty(),
            isolation,
            WorkerTempo.THROUGHPUT,
            text -> {},
            surroundings().environment());
    try (Session session = Session.open(options)) {
      SwapBench.Report report =
          new SwapBench(
                  session,
                  new SwapBench.Settings(
                      swaps, DurationText.read(length), DurationText.read(warmUp)))
              .run();
      print(report);
      return report.good() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void print(SwapBench.Report report) {
    if (wantsJson()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("swaps", report.swaps());
      line.put("calls", report.calls());
      line.put("failed", report.failed());
      line.put("miscounted", report.miscounted());
      line.put("p50Millis", report.p50Millis());
      line.put("p99Millis", report.p99Millis());
      line.put("maxMillis", report.maxMillis());
      terminal().line(JsonText.compact(line));
      return;
    }
    terminal()
        .line(
            String.format(
                Locale.ROOT,
                "%d swaps, %d calls, %d failed, %d miscounted   p50 %.2f ms   p99 %.1f ms   longest %.1f ms",
                report.swaps(),
                report.calls(),
                report.failed(),
                report.miscounted(),
                report.p50Millis(),
                report.p99Millis(),
                report.maxMillis()));
  }
}
