package dev.symphony.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code symphony bench}: what this machine makes of the product. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures and attacks on this machine, every wall and check on.",
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {
  private BenchCommand() {}

  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new BenchCommand()).addSubcommand(new BenchEscapesCommand(surroundings));
  }
}
