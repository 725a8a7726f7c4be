package dev.symphony.host.cli;

import dev.symphony.host.home.DefaultHome;
import dev.symphony.host.session.HeadStart;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param terminal where it prints
 * @param environment the environment of the process
 * @param input standard input
 * @param headStart a worker that may be on its way already
 * @param directory what relative paths are relative to; empty for the directory of the process
 */
record Surroundings(
    Terminal terminal,
    Map<String, String> environment,
    InputStream input,
    HeadStart headStart,
    Path directory) {
  Surroundings(Terminal terminal, Map<String, String> environment, InputStream input) {
    this(terminal, environment, input, HeadStart.none(), Path.of(""));
  }

  Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The home that was asked for, or the default one. */
  Path home(Optional<Path> asked) {
    return asked.orElseGet(() ->
        DefaultHome.in(
            environment, Path.of(System.getProperty("user.home")), System.getProperty("os.name")));
  }
}
