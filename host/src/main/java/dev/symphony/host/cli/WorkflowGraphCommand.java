package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowGraph;
import dev.symphony.pit.workflow.WorkflowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony workflow graph}: a workflow as a drawing. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "Prints a workflow as a graph in the DOT language.")
final class WorkflowGraphCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "WORKFLOW",
      description = "A directory with workflow.toml, or that file.")
  private Path target = Path.of("");

  WorkflowGraphCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError {
    Path file = Files.isDirectory(target) ? target.resolve(WorkflowReader.FILE_NAME) : target;
    try {
      Workflow workflow =
          WorkflowReader.read(
              file.toString(),
              Bytes.ofOwnedArray(Files.readAllBytes(file)),
              path -> Bytes.ofOwnedArray(Files.readAllBytes(file.resolveSibling(path))));
      surroundings.terminal().line(WorkflowGraph.dot(workflow));
      return ExitCode.OK;
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
