package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.session.RunLookup;
import dev.symphony.pit.journal.RunHistory;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code symphony workflow list}: the runs of a home. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the runs of a home, the oldest first.")
final class WorkflowListCommand extends WorkflowCommand.OnRuns {
  WorkflowListCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    List<RunHistory> runs = RunLookup.all(journals());
    if (wantsJson()) {
      terminal().line(JsonText.compact(runs.stream().map(RunText::json).toList()));
    } else {
      runs.forEach(run -> terminal().line(RunText.line(run)));
      if (runs.isEmpty()) {
        terminal()
            .note("no workflow has run here; try: symphony run sample-extensions/code-health");
      }
    }
    return ExitCode.OK;
  }
}
