package dev.symphony.host.runtime;

import java.util.List;

/**
 * The program that a host is, and the run that its cache is trained with.
 *
 * @param training arguments of a run that ends normally and touches what a short command touches
 */
record HostProgram(String mainClass, List<String> training) {
  HostProgram {
    training = List.copyOf(training);
  }

  /** The command line of Symphony. */
  static final HostProgram SYMPHONY =
      new HostProgram("dev.symphony.host.cli.Main", List.of("doctor", "--train"));
}
