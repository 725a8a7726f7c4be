package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.escape.EscapeBench;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony bench escapes}: every attempt of the corpus, and what held it. */
@Command(
    name = "escapes",
    mixinStandardHelpOptions = true,
    description = "Makes attempts to escape, in both languages, and says what held each of them.",
    footer = {
      "",
      "Each attempt is made behind all walls; afterwards the same host has to answer correctly, and the guest of",
      "another publisher has to be the one it was. It is also made where nothing stops it, to see that it is one,",
      "and, where it needs the operating system, with the jail alone around it.",
      "Exit code 0 when every attempt is a real one and was held, 1 when not."
    })
final class BenchEscapesCommand extends JsonCommand {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Categories (files) or attempts (files/symlink); default: all.")
  private List<String> names = List.of();

  @Option(names = "--lang", paramLabel = "js|python", description = "One language only.")
  private Optional<String> language = Optional.empty();

  @Option(names = "--save", paramLabel = "FILE", description = "Write the scoreboard as Markdown.")
  private Optional<Path> save = Optional.empty();

  BenchEscapesCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException, InterruptedException {
    EscapeBench bench = new EscapeBench(surroundings().environment(), this::print);
    EscapeBench.Report report = bench.run(languages(), this::isWanted);
    if (report.results().isEmpty()) {
      throw new UserError("usage-attempt", "no attempt has a name like " + names);
    }
    if (wantsJson()) {
      terminal().line(JsonText.compact(total(report)));
    } else {
      terminal().line("\n" + report.summary());
      terminal().line(String.valueOf(total(report)));
    }
    if (save.isPresent()) {
      Files.writeString(save.get(), document(report));
    }
    return report.good() ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<Language> languages() throws UserError {
    if (language.isEmpty()) {
      return List.of(Language.JAVASCRIPT, Language.PYTHON);
    }
    return List.of(
        Language.named(language.get())
            .orElseThrow(() ->
                new UserError(
                    "usage-language",
                    "'" + language.get() + "' is not a language: use js or python")));
  }

  private boolean isWanted(String name) {
    return names.isEmpty()
        || names.stream().anyMatch(n -> name.equals(n) || name.startsWith(n + "/"));
  }

  private void print(EscapeBench.Result result) {
    if (wantsJson()) {
      Map<String, @Nullable Object> line = new LinkedHashMap<>();
      line.put("attempt", result.name());
      line.put("language", result.language());
      line.put("heldBy", result.heldBy().orElse(null));
      line.put("harm", result.harm().orElse(null));
      line.put("unwalled", result.unwalled());
      line.put("jailAlone", result.jailAlone().orElse(null));
      line.put("good", result.good());
      line.put("tookMs", result.tookMillis());
      terminal().line(JsonText.compact(line));
    } else {
      terminal()
          .line(
              String.format(
                  Locale.ROOT,
                  "%-4s %-34s %-7s %-36s %6d ms  without walls: %s%s%s",
                  result.good() ? "ok" : "BAD",
                  result.name(),
                  result.language(),
                  result.heldBy().orElse("ESCAPED"),
                  result.tookMillis(),
                  result.unwalled(),
                  result.jailAlone().map(how -> "; jail alone: " + how).orElse(""),
                  result.harm().map(harm -> "; HARM: " + harm).orElse("")));
    }
  }

  private static Map<String, Object> total(EscapeBench.Report report) {
    Map<String, Object> total = new LinkedHashMap<>();
    total.put("attempts", (long) report.results().size());
    total.put("good", report.results().stream().filter(EscapeBench.Result::good).count());
    total.put("isolation", report.isolation());
    return total;
  }

  private static String document(EscapeBench.Report report) {
    Instant now =
        Instant.ofEpochMilli(new SystemClock().epochMillis()).truncatedTo(ChronoUnit.MINUTES);
    return """
    # Scoreboard: attempts to escape, and what held them

    Made by `./symphony bench escapes --save docs/scoreboard.md` on %s, %s %s, %d processors, %s.
    Walls around the guests: `%s`.

    Each attempt stands in `sandbox/src/main/resources/dev/symphony/sandbox/escape`, once in JavaScript and once in
    Python. *Contained*: it did not get what it was after, the same host answered the next guest correctly, and the
    guest of another publisher was still the one it was. *Real*: the same file succeeds in a host without walls. The
    last column counts attempts that need the operating system: made again in a context that allows everything,
    with the jail alone around the process.

    ## By category

    %s
    ## Every attempt

    %s\
    """
        .formatted(
            now,
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            "Java " + Runtime.version(),
            report.isolation(),
            report.summary(),
            report.details());
  }
}
