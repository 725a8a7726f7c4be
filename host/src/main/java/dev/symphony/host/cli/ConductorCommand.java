package dev.symphony.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code symphony conductor}: policies that decide what runs next, compared and learned. */
@Command(
    name = "conductor",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Compares heuristics and learned policies, and offers simulations to learn in.",
    footer = {
      "",
      "Examples:",
      "  symphony conductor evaluate --workflows traces --seeds 5",
      "  symphony conductor train --workflows traces --match 'blast*' --out trained",
      "  symphony conductor evaluate --workflows others --policy trained",
      "  symphony conductor serve --access run      (for a Conductor of your own)",
      "  symphony conductor status",
      "",
      "docs/conductor.md shows the way from nothing to a learning curve."
    })
final class ConductorCommand {
  private ConductorCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new ConductorCommand())
        .addSubcommand(new ConductorEvaluateCommand(surroundings))
        .addSubcommand(new ConductorTrainCommand(surroundings))
        .addSubcommand(new ConductorServeCommand(surroundings))
        .addSubcommand(new ConductorStatusCommand(surroundings))
        .addSubcommand(new ConductorLogCommand(surroundings));
  }
}
