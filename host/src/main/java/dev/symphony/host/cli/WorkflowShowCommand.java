package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.pit.journal.RunHistory;
import picocli.CommandLine.Command;

/** {@code symphony workflow show}: what a run has done. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what a run has done; --json with what each node returned.")
final class WorkflowShowCommand extends WorkflowCommand.OnRun {
  WorkflowShowCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    RunHistory run = history();
    if (wantsJson()) {
      terminal().line(JsonText.compact(RunText.whole(run)));
      return ExitCode.OK;
    }
    terminal().line(RunText.line(run));
    terminal().line("  begun " + run.header().begun() + " from " + run.header().file());
    RunText.nodes(run).forEach(node -> terminal().line(RunText.line(node)));
    if (run.end().filter(end -> end.status().isSuccess()).isEmpty()) {
      terminal().line("  go on with: symphony run --resume " + run.header().id());
    }
    return ExitCode.OK;
  }
}
