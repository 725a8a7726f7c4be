package dev.symphony.host.conductor;

import dev.symphony.host.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Python process that learns. It is a process of the person who starts it, and has of the
 * kernel only what its token allows. Of the environment it sees the search path alone.
 */
public final class TrainingProcess {
  private static final String MODULE = "symphony_conductor";

  private final String python;
  private final String searchPath;
  private final Path packages;

  /**
   * A process that is not started.
   *
   * @param python the interpreter
   * @param searchPath for programs
   * @param packages the directory that has the package {@code symphony_conductor}
   */
  public TrainingProcess(String python, String searchPath, Path packages) {
    this.python = python;
    this.searchPath = searchPath;
    this.packages = packages;
  }

  /**
   * Trains, and waits for the end; what the process prints appears on the terminal.
   *
   * @param access where the simulations are offered
   * @return its exit code
   * @throws UserError {@code conductor-python} when there is no such interpreter
   */
  public int run(Path access, List<String> arguments) throws UserError, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, "-m", MODULE, "train"));
    command.addAll(List.of("--access", access.toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", searchPath, "PYTHONPATH", packages.toAbsolutePath().toString()));
    try {
      Process process = builder.start();
      try {
        return process.waitFor();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UserError("conductor-python", "'" + python + "' can't be started: " + e, e);
    }
  }
}
