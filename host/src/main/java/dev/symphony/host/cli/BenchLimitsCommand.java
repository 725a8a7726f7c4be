package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.limit.LimitBench;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony bench limits}: how soon guests are stopped at their processor time. */
@Command(
    name = "limits",
    mixinStandardHelpOptions = true,
    description = "Measures how soon guests that never return are stopped at cpu=100ms.",
    footer = {
      "",
      "The time is from the call until the host has the outcome and the guest is gone; loops and long built-in",
      "functions, both languages."
    })
final class BenchLimitsCommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each (default: 50).")
  private int rounds = 50;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  BenchLimitsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean wantsJson() {
    return json;
  }

  @Override
  public Integer call() throws UserError {
    Session.Options options =
        new Session.Options(
            Optional.empty(),
            Isolation.PROCESS,
            WorkerTempo.THROUGHPUT,
            text -> surroundings.terminal().note(text),
            surroundings.environment());
    new LimitBench(options, Math.max(1, rounds)).run(this::print);
    return ExitCode.OK;
  }

  private void print(LimitBench.Row row) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("language", row.language());
      line.put("program", row.program());
      line.put("rounds", (long) row.rounds());
      line.put("p50Ms", row.p50Millis());
      line.put("p99Ms", row.p99Millis());
      line.put("others", row.others());
      surroundings.terminal().line(JsonText.compact(line));
    } else {
      surroundings
          .terminal()
          .line(
              String.format(
                  Locale.ROOT,
                  "%-7s %-14s %3d rounds   p50 %7.1f ms   p99 %7.1f ms   other outcomes %d",
                  row.language(),
                  row.program(),
                  row.rounds(),
                  row.p50Millis(),
                  row.p99Millis(),
                  row.others()));
    }
  }
}
