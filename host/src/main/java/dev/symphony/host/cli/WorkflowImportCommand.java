package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.pit.trace.Trace;
import dev.symphony.pit.trace.TraceWorkflow;
import dev.symphony.pit.trace.WfCommons;
import dev.symphony.pit.workflow.WorkflowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony workflow import}: a recorded run as a workflow that can be run. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Reads a recorded run (WfCommons JSON), and makes a workflow of it.",
    footer = {
      "",
      "Each task becomes a node of one small extension, which spends the recorded time on the clock,",
      "scaled: symphony run DIR --input scale=0.001"
    })
final class WorkflowImportCommand implements Callable<Integer> {
  private static final String EXTENSION = "task";
  private static final List<String> FILES = List.of("extension.toml", "main.mjs");

  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "The recorded run.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the workflow to a new directory; otherwise only look at the record.")
  private Optional<Path> out = Optional.empty();

  WorkflowImportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError {
    Trace trace = read();
    surroundings.terminal().line(summary(trace));
    if (out.isPresent()) {
      write(trace, out.get());
      surroundings.terminal().line("run it with: symphony run " + out.get());
    }
    return ExitCode.OK;
  }

  private Trace read() throws UserError {
    try {
      return WfCommons.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String summary(Trace trace) {
    Duration all =
        trace.tasks().stream().map(task -> task.runtime()).reduce(Duration.ZERO, Duration::plus);
    return String.format(
        Locale.ROOT,
        "%s: %d tasks, %d dependencies, %.1f s of recorded work",
        trace.name(),
        trace.tasks().size(),
        trace.tasks().stream().mapToInt(task -> task.parents().size()).sum(),
        all.toMillis() / 1000.0);
  }

  private static void write(Trace trace, Path directory) throws UserError {
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Files.createDirectory(directory);
      Path extension = Files.createDirectory(directory.resolve(EXTENSION));
      for (String name : FILES) {
        try (InputStream content =
            WorkflowImportCommand.class.getResourceAsStream("replayed-task/" + name)) {
          if (content == null) {
            throw new IllegalStateException("the resource " + name + " is missing");
          }
          Files.write(extension.resolve(name), content.readAllBytes());
        }
      }
      Files.writeString(
          directory.resolve(WorkflowReader.FILE_NAME), TraceWorkflow.text(trace, "./" + EXTENSION));
    } catch (IOException e) {
      throw new UserError("file-unwritable", "can't write " + directory + ": " + e, e);
    }
  }
}
