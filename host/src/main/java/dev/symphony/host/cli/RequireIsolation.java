package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.IsolationLabel;
import picocli.CommandLine.Option;

/** The option {@code --require-isolation}: the walls without which no guest is started. */
final class RequireIsolation {
  @Option(
      names = "--require-isolation",
      paramLabel = "LABEL",
      description =
          "Walls without which no guest is started, as results name them: process+landlock(4)+seccomp.")
  private String label = "none";

  /** The label. */
  IsolationLabel label() throws UserError {
    try {
      return IsolationLabel.parse(label);
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-isolation", String.valueOf(e.getMessage()), e);
    }
  }
}
