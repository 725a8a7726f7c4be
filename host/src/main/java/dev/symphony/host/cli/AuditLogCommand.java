package dev.symphony.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code symphony audit log}: the transparency log of a home, or of somebody else. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Verifies, searches, proves and witnesses the audit log.",
    footer = {
      "",
      "Examples:",
      "  symphony audit log verify --calls",
      "  symphony audit log query --extension samples/metrics --outcome refused",
      "  symphony audit log prove --entry 12 --json > proof.json",
      "  symphony audit log key                     (what others verify this log with)",
      "  symphony audit log verify --log /copy/of/audit --key NAME+ID+BASE64",
      "  symphony audit log witness --log /copy/of/audit --key NAME+ID+BASE64",
      "",
      "Without --log and --key, the log of the home is meant, and its own key."
    })
final class AuditLogCommand {
  private AuditLogCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new AuditLogCommand())
        .addSubcommand(new AuditLogVerifyCommand(surroundings))
        .addSubcommand(new AuditLogQueryCommand(surroundings))
        .addSubcommand(new AuditLogProveCommand(surroundings))
        .addSubcommand(new AuditLogWitnessCommand(surroundings))
        .addSubcommand(new AuditLogKeyCommand(surroundings));
  }
}
