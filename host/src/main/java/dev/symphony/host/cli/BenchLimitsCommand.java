package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.limit.LimitBench;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony bench limits}: how soon guests are stopped at their processor time. */
@Command(
    name = "limits",
    mixinStandardHelpOptions = true,
    description = "Measures how soon guests that never return are stopped at cpu=100ms.",
    footer = {
      "",
      "The time is from the call until the host has the outcome; 'stopped' is until the guest has left the processor",
      "as well. Programs: loop, regex, sort, JSON.parse, BigInt, text * number."
    })
final class BenchLimitsCommand extends JsonCommand {
  @Option(names = "--rounds", paramLabel = "N", description = "How often each (default: 50).")
  private int rounds = 50;

  @Option(
      names = "--lang",
      paramLabel = "ID",
      description = "Only guests in this language: js or python.")
  private Optional<String> language = Optional.empty();

  @Parameters(paramLabel = "PROGRAM", arity = "0..*", description = "Only these programs.")
  private List<String> programs = List.of();

  BenchLimitsCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    SessionOptions options =
        new SessionOptions(
            Optional.empty(),
            Isolation.PROCESS,
            WorkerTempo.THROUGHPUT,
            text -> terminal().note(text),
            surroundings().environment());
    LimitBench bench = new LimitBench(options, Math.max(1, rounds));
    for (Language each : languages()) {
      bench.run(each, name -> programs.isEmpty() || programs.contains(name), this::print);
    }
    return ExitCode.OK;
  }

  private List<Language> languages() throws UserError {
    if (language.isEmpty()) {
      return List.of(Language.values());
    }
    return List.of(
        Language.named(language.get())
            .orElseThrow(() ->
                new UserError(
                    "usage-language",
                    "'" + language.get() + "' is not a language: use js or python")));
  }

  private void print(LimitBench.Row row) {
    if (wantsJson()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("language", row.language());
      line.put("program", row.program());
      line.put("rounds", (long) row.rounds());
      line.put("p50Ms", row.p50Millis());
      line.put("p99Ms", row.p99Millis());
      line.put("p99StoppedMs", row.p99StoppedMillis());
      line.put("others", row.others());
      terminal().line(JsonText.compact(line));
    } else {
      terminal()
          .line(
              String.format(
                  Locale.ROOT,
                  "%-7s %-14s %3d rounds   p50 %7.1f ms   p99 %7.1f ms   stopped %7.1f ms   other outcomes %d",
                  row.language(),
                  row.program(),
                  row.rounds(),
                  row.p50Millis(),
                  row.p99Millis(),
                  row.p99StoppedMillis(),
                  row.others()));
    }
  }
}
