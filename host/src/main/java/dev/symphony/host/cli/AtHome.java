package dev.symphony.host.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands about a home share: which home, and how to print. */
abstract class AtHome extends JsonCommand {
  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  AtHome(Surroundings surroundings) {
    super(surroundings);
  }

  /** The home that was asked for, or the default one. */
  final Path directory() {
    return surroundings().home(home);
  }
}
