package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournal;
import dev.symphony.pit.workflow.WorkflowResult;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code symphony workflow cancel}: ends a run, also one that another process works on. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancels a run: one that is on its way, or one that was interrupted.")
final class WorkflowCancelCommand extends WorkflowCommand.OnRun {
  WorkflowCancelCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    RunHistory run = history();
    RunId id = run.header().id();
    if (run.end().isPresent()) {
      throw new UserError("run-over", "the run " + id + " is over: " + RunText.status(run));
    }
    try (Home home = Home.open(directory())) {
      try (RunJournal journal = journals().resume(run)) {
        journal.finished(WorkflowResult.Status.CANCELLED);
      }
      terminal().line("cancelled " + id + ", which no host worked on, in " + home.directory());
    } catch (UserError e) {
      if (!e.code().equals("home-locked")) {
        throw e;
      }
      journals().askToCancel(id);
      terminal().line("asked the host that works on " + id + " to cancel it");
    }
    return ExitCode.OK;
  }
}
