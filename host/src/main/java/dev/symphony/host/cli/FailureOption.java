package dev.symphony.host.cli;

import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.host.UserError;
import picocli.CommandLine.Option;

/** How much fails in simulated runs. */
final class FailureOption {
  @Option(
      names = "--failures",
      paramLabel = "SHARE",
      description = {
        "Which share of attempts fails, in the mean over programs: 0 to 0.25 (default: 0).",
        "What failed is tried again after a pause."
      })
  private double share = 0;

  /** The share, checked. */
  double share() throws UserError {
    if (!(share >= 0 && share <= Conditions.MOST_FAILURES)) {
      throw new UserError(
          "usage-conductor", "--failures is 0 to " + Conditions.MOST_FAILURES + ", not " + share);
    }
    return share;
  }
}
