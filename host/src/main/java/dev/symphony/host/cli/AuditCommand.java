package dev.symphony.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code symphony audit}: what may be done, what was done, and proofs of both. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Answers an auditor's questions: what may be done, what was done, and by whom.")
final class AuditCommand {
  private AuditCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(AuditLogCommand.line(surroundings))
        .addSubcommand(new AuditReportCommand(surroundings))
        .addSubcommand(new AuditPoliciesCommand(surroundings))
        .addSubcommand(new AuditReachCommand(surroundings))
        .addSubcommand(new AuditProveCommand(surroundings))
        .addSubcommand(new AuditDiffCommand(surroundings))
        .addSubcommand(new AuditSuggestCommand(surroundings))
        .addSubcommand(new AuditExplainCommand(surroundings));
  }
}
