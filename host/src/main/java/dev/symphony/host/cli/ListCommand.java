package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.session.KnownExtensions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony list}: the extensions that a home has run. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the extensions that this home has run, and what they were granted.")
final class ListCommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean wantsJson() {
    return json;
  }

  @Override
  public Integer call() throws UserError, IOException {
    try (Home opened = Home.open(surroundings.home(home))) {
      Map<String, KnownExtensions.Entry> entries = KnownExtensions.of(opened).entries();
      if (json) {
        surroundings.terminal().line(JsonText.ofRecords(entries));
      } else {
        print(entries);
      }
      return ExitCode.OK;
    }
  }

  private void print(Map<String, KnownExtensions.Entry> entries) {
    Terminal terminal = surroundings.terminal();
    if (entries.isEmpty()) {
      terminal.line("No extension has run here yet; try: symphony run sample-extensions/hello-js");
    }
    entries.forEach((reference, entry) -> {
      terminal.line(reference + "  " + entry.kind() + "  last run " + entry.lastRun());
      terminal.line("    " + entry.digest());
      entry.granted().forEach(right -> terminal.line("    may " + right));
    });
  }
}
