package dev.symphony.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What commands share that print for machines when asked to. */
abstract class JsonCommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  JsonCommand(Surroundings surroundings) {
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
}
