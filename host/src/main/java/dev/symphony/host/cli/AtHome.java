package dev.symphony.host.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What commands about a home share: which home, and how to print. */
abstract class AtHome implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  AtHome(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public final boolean wantsJson() {
    return json;
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  final Terminal terminal() {
    return surroundings.terminal();
  }

  /** The home that was asked for, or the default one. */
  final Path directory() {
    return surroundings.home(home);
  }
}
