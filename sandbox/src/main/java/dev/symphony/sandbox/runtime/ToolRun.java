package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** Runs the programs a runtime is built with; all their output goes to one log file. */
public record ToolRun(Path log) {

  /** Runs a command to its end and refuses any exit code but 0. */
  public void run(String step, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    builder.redirectInput(Redirect.from(NOTHING));
    int exit = await(step, builder);
    if (exit != 0) {
      throw new RuntimeBuildException(step + " failed with exit code " + exit + ", see " + log);
    }
  }

  private static final java.io.File NOTHING = new java.io.File("/dev/null");

  private static int await(String step, ProcessBuilder builder) {
    try {
      Process process = builder.start();
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new RuntimeBuildException(step + " was interrupted", e);
      }
    } catch (IOException e) {
      throw new RuntimeBuildException(step + " could not be started: " + e.getMessage(), e);
    }
  }
}
