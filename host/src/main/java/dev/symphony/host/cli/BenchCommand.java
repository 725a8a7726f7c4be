package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.bench.Bench;
import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.bench.BenchGuests;
import dev.symphony.host.bench.BenchRow;
import dev.symphony.host.bench.FreshHost;
import dev.symphony.host.bench.Machine;
import dev.symphony.host.bench.Pace;
import dev.symphony.host.session.Session;
import dev.symphony.sandbox.runtime.GuestLanguage;
import dev.symphony.sandbox.runtime.RuntimeImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony bench}: measures the workloads on this machine, every wall and check on. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures calls, starts, memory, attacks and tokens on this machine.",
    footer = {
      "",
      "W1 guest calls host   W2 host calls guest   W3 new sandbox, memory   W4 work in the guest",
      "W5 cold process       W6 attacks            W7 tokens                W8 Python",
      "",
      "Every answer is checked. Without names all are measured, which takes a quarter of an hour.",
      "Exit code 0 when every answer was right. 'symphony bench escapes' attacks instead."
    })
final class BenchCommand extends JsonCommand {
  private static final String LAUNCHER_VARIABLE = "SYMPHONY_LAUNCHER";

  @Parameters(paramLabel = "W1..W8", arity = "0..*", description = "What to measure.")
  private List<String> names = List.of();

  @Option(
      names = "--guests",
      paramLabel = "DIR",
      description =
          "Guest programs to measure instead of the project's own: work.js, module1k.js, "
              + "work.py, input.json.")
  private Optional<Path> guests = Optional.empty();

  @Option(
      names = "--short",
      description = "Do everything a few times only: shows that it works, measures nothing.")
  private boolean brief;

  private BenchCommand(Surroundings surroundings) {
    super(surroundings);
  }

  /** The command with what belongs below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new BenchCommand(surroundings))
        .addSubcommand(new BenchArchitecturesCommand(surroundings))
        .addSubcommand(new BenchEscapesCommand(surroundings))
        .addSubcommand(new BenchLimitsCommand(surroundings))
        .addSubcommand(new BenchSoakCommand(surroundings))
        .addSubcommand(new BenchSwapCommand(surroundings));
  }

  @Override
  public Integer call() throws UserError {
    for (String name : names) {
      if (!Bench.knows(name)) {
        throw new UserError("usage-workload", "there is no workload '" + name + "': W1 to W8");
      }
    }
    RuntimeImage image = image();
    Bench bench =
        new Bench(
            BenchGuests.in(guests), brief ? Pace.SHORT : Pace.FULL, image, fresh(), this::print);
    header(image);
    boolean right = true;
    for (String name : names.isEmpty() ? Bench.names() : names) {
      right &= measured(bench, name);
    }
    return right ? ExitCode.OK : ExitCode.FAILED;
  }

  private boolean measured(Bench bench, String name) {
    try {
      bench.run(name);
      return true;
    } catch (BenchFailure e) {
      terminal().note(terminal().red("wrong") + " " + name + ": " + e.getMessage());
      return false;
    }
  }

  private RuntimeImage image() {
    return Optional.ofNullable(surroundings().environment().get(Session.RUNTIME_VARIABLE))
        .flatMap(directory -> RuntimeImage.locate(Path.of(directory)))
        .orElseGet(RuntimeImage::ofCurrentProcess);
  }

  /** This very command line, up to its workloads. */
  private FreshHost fresh() {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(self.command().orElse("java"));
    for (String argument : self.arguments().orElse(new String[0])) {
      if (argument.equals("bench")) {
        break;
      }
      command.add(argument);
    }
    command.add("bench");
    List<String> options = new ArrayList<>(List.of("--json"));
    guests.ifPresent(directory -> options.add("--guests=" + directory));
    if (brief) {
      options.add("--short");
    }
    Optional<Path> launcher =
        Optional.ofNullable(surroundings().environment().get(LAUNCHER_VARIABLE)).map(Path::of);
    return new FreshHost(command, options, surroundings().environment(), launcher, this::reread);
  }

  private void reread(String line) {
    try {
      if (JsonText.parse(line) instanceof Map<?, ?> members) {
        print(BenchRow.of(members));
      }
    } catch (UserError e) {
      throw new BenchFailure("a fresh host printed what is no row", e);
    }
  }

  private void header(RuntimeImage image) {
    String jit = image.requestsJit() ? "on" : "off";
    String cache = image.aotCache(GuestLanguage.JAVASCRIPT).isPresent() ? "on" : "off";
    String programs = guests.map(Path::toString).orElse("the project's own");
    Instant now = Instant.ofEpochMilli(new SystemClock().epochMillis());
    Map<String, ?> header = Machine.describe(now, jit, cache, programs);
    if (wantsJson()) {
      terminal().line(JsonText.compact(header));
    } else {
      header.forEach((name, value) -> terminal().line(name + ": " + value));
    }
  }

  private void print(BenchRow row) {
    terminal().line(wantsJson() ? JsonText.compact(row.members()) : plain(row));
  }

  private static String plain(BenchRow row) {
    String value =
        row.value().isPresent()
            ? String.format(Locale.ROOT, "%,12.2f", row.value().getAsDouble())
            : "           -";
    return String.format(
        Locale.ROOT,
        "%s  %-28s %s %-5s  %s",
        row.workload(),
        row.metric(),
        value,
        row.unit(),
        row.note());
  }
}
