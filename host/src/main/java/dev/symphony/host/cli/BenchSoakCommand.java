package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.bench.soak.Footprint;
import dev.symphony.host.bench.soak.Soak;
import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony bench soak}: honest and hostile guests side by side, while workers die. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description =
        "Runs honest and hostile guests of four publishers while workers are killed at random.",
    footer = {
      "",
      "No answer may be wrong; no process, file or mapping may be left, and the heap has to stay flat.",
      "Exit code 0 when all that holds, 1 when not."
    })
final class BenchSoakCommand extends JsonCommand {
  @Option(names = "--length", paramLabel = "TIME", description = "How long (default: 10min).")
  private String length = "10min";

  @Option(
      names = "--between-kills",
      paramLabel = "TIME",
      description = "The time from one kill to the next (default: 3s).")
  private String betweenKills = "3s";

  @Option(names = "--seed", paramLabel = "N", description = "Of all that is random.")
  private long seed = 1;

  BenchSoakCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException, InterruptedException {
    try (ScratchDirectory home = ScratchDirectory.create()) {
      SessionOptions options =
          new SessionOptions(
              Optional.of(home.path()),
              Isolation.PROCESS,
              WorkerTempo.FIRST_RESULT,
              text -> {},
              surroundings().environment());
      Soak.Settings settings =
          new Soak.Settings(DurationText.read(length), DurationText.read(betweenKills), seed);
      Soak.Report report = new Soak(options, settings, terminal()::note).run();
      print(report);
      return report.good() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void print(Soak.Report report) {
    if (wantsJson()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("good", report.good());
      line.put("answers", report.answers());
      line.put("stopped", report.stopped());
      line.put("lost", report.lost());
      line.put("kills", report.kills());
      line.put("early", fields(report.early()));
      line.put("late", fields(report.late()));
      line.put("closed", fields(report.closed()));
      line.put("complaints", report.complaints());
      terminal().line(JsonText.compact(line));
      return;
    }
    Terminal terminal = terminal();
    terminal.line(
        "%d right answers, %d hostile guests stopped, %d workers killed, %d invocations lost with their worker"
            .formatted(report.answers(), report.stopped(), report.kills(), report.lost()));
    terminal.line("after a quarter   " + text(report.early()));
    terminal.line("at the end        " + text(report.late()));
    terminal.line("all closed        " + text(report.closed()));
    report.complaints().forEach(complaint -> terminal.line("BAD: " + complaint));
  }

  private static Map<String, Object> fields(Footprint footprint) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("heapBytes", footprint.heapBytes());
    fields.put("files", footprint.files());
    fields.put("sharedMappings", footprint.sharedMappings());
    fields.put("children", footprint.children());
    return fields;
  }

  private static String text(Footprint footprint) {
    return "heap %.1f MiB, %d open files, %d shared mappings, %d processes"
        .formatted(
            footprint.heapBytes() / 1048576.0,
            footprint.files(),
            footprint.sharedMappings(),
            footprint.children());
  }
}
