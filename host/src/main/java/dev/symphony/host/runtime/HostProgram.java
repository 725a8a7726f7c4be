package dev.symphony.host.runtime;

import java.nio.file.Path;
import java.util.List;

/** The program that a host is, and the run that its cache is trained with. */
record HostProgram(String mainClass) {

  /** The command line of Symphony. */
  static final HostProgram SYMPHONY = new HostProgram("dev.symphony.host.cli.Main");

  /** What the host is trained on: a guest that reads nothing, calls nothing and gives a value. */
  static final String SCRIPT = "({answer: [6 * 7]})\n";

  /** Arguments of a run that goes the whole way of a short command, worker included. */
  List<String> training(Path script, Path home) {
    return List.of("eval", "--lang", "js", "--json", "--home", home.toString(), script.toString());
  }
}
