package dev.symphony.host.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * The program that a host is, and the run that its cache is trained with.
 *
 * @param mainClass the whole command line
 * @param client hands a command line over to a host that runs already
 * @param clientTraining does so with a host of its own, in the directory that it is given
 */
record HostProgram(String mainClass, String client, String clientTraining) {

  /** The command line of Symphony. */
  static final HostProgram SYMPHONY =
      new HostProgram(
          "dev.symphony.host.cli.Main",
          "dev.symphony.host.cli.ServedEval",
          "dev.symphony.host.cli.ServedEvalRehearsal");

  /** What the host is trained on: a guest that is given a value, calls nothing and gives one. */
  static final String SCRIPT = "function answer(of) { return {answer: [of.n * 7]}; }\n";

  /** Arguments of a run that goes the whole way of a short command, worker included. */
  List<String> training(Path script, Path home) {
    return List.of(
        "eval",
        "--lang",
        "js",
        "--call",
        "answer",
        "--arg",
        "{\"n\": 6}",
        "--json",
        "--home",
        home.toString(),
        script.toString());
  }
}
