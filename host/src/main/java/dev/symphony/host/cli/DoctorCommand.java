package dev.symphony.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code symphony doctor}: what this machine has, and which walls will stand. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what this machine has, and which walls will stand.")
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.terminal().line("java " + Runtime.version());
    return ExitCode.OK;
  }
}
