package dev.symphony.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code symphony audit}: what may be done, what was done, and proofs of both. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Answers an auditor's questions: what was done, by whom, under which grant.")
final class AuditCommand {
  private AuditCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(AuditLogCommand.line(surroundings))
        .addSubcommand(new AuditReportCommand(surroundings));
  }
}
