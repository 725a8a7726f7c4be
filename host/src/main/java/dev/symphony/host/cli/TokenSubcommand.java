package dev.symphony.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What the commands about tokens share. */
abstract class TokenSubcommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  TokenSubcommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean wantsJson() {
    return json;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Terminal terminal() {
    return surroundings.terminal();
  }
}
