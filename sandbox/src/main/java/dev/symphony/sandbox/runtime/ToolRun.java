package dev.symphony.sandbox.runtime;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the programs a runtime is built with; all their output goes to one log file.
 *
 * @param environment what they find in their environment besides the usual paths
 */
public record ToolRun(Path log, Map<String, String> environment) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final File NOTHING = new File("/dev/null");

  public ToolRun {
    environment = Map.copyOf(environment);
  }

  /** Runs a command to its end and refuses any exit code but 0. */
  public void run(String step, List<String> command) {
    int exit = exitCode(command);
    if (exit != 0) {
      throw new RuntimeBuildException(step + " failed with exit code " + exit + ", see " + log);
    }
  }

  /** Runs a command to its end. */
  public int exitCode(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    builder.redirectInput(Redirect.from(NOTHING));
    try {
      Process process = builder.start();
      try {
        if (!process.waitFor(PATIENCE)) {
          process.destroyForcibly();
          throw new RuntimeBuildException(
              command.getFirst() + " did not end within " + PATIENCE + ", see " + log);
        }
        return process.exitValue();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new RuntimeBuildException("the build was interrupted", e);
      }
    } catch (IOException e) {
      throw new RuntimeBuildException(
          command.getFirst() + " cannot be started: " + e.getMessage(), e);
    }
  }
}
