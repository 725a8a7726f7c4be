package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.host.UserError;
import dev.symphony.host.auditing.CallStory;
import dev.symphony.host.home.Home;
import dev.symphony.host.session.PolicyPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony audit explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Explains why a call was allowed or refused: grant, derivation, policy, approval.")
final class AuditExplainCommand extends AtHome {
  @Parameters(paramLabel = "NUMBER", description = "The number of the record in the audit log.")
  private long sequence;

  AuditExplainCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    Path directory = directory();
    try {
      List<String> lines =
          CallStory.read(Home.audit(directory), sequence)
              .lines(PolicyPlace.of(Optional.of(directory), surroundings().environment()));
      if (wantsJson()) {
        terminal().line(JsonText.compact(Map.of("story", lines)));
      } else {
        for (int i = 0; i < lines.size(); i++) {
          terminal().line((i == 0 ? "" : "  ") + lines.get(i));
        }
      }
      return ExitCode.OK;
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }
}
