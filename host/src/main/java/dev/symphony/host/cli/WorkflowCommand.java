package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.session.RunLookup;
import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.journal.RunJournals;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony workflow}: the runs of a home, and workflows made from recorded runs. */
@Command(
    name = "workflow",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists, shows, draws and cancels runs of workflows, and imports recorded runs.",
    footer = {
      "",
      "Examples:",
      "  symphony workflow list",
      "  symphony workflow show last --json",
      "  symphony workflow graph sample-extensions/code-health > graph.dot",
      "  symphony workflow cancel 20260131-235959-0a1b2c3d",
      "  symphony workflow import montage.json --out montage"
    })
final class WorkflowCommand {
  private WorkflowCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new WorkflowCommand())
        .addSubcommand(new WorkflowListCommand(surroundings))
        .addSubcommand(new WorkflowShowCommand(surroundings))
        .addSubcommand(new WorkflowGraphCommand(surroundings))
        .addSubcommand(new WorkflowCancelCommand(surroundings))
        .addSubcommand(new WorkflowImportCommand(surroundings));
  }

  /** What the commands about runs share: a home, and how to print. They only read. */
  abstract static class OnRuns extends AtHome {
    OnRuns(Surroundings surroundings) {
      super(surroundings);
    }

    RunJournals journals() {
      return new RunJournals(Home.runs(directory()), new SystemClock()::now);
    }
  }

  /** What the commands about one run share. */
  abstract static class OnRun extends OnRuns {
    @Parameters(
        paramLabel = "RUN",
        description = "The name of the run, or last (default: last).",
        arity = "0..1")
    private String run = "last";

    OnRun(Surroundings surroundings) {
      super(surroundings);
    }

    RunHistory history() throws UserError {
      return RunLookup.find(journals(), run);
    }
  }
}
