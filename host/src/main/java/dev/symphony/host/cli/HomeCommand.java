package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What commands share that work on what a home keeps about extensions. */
abstract class HomeCommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;
  private final SystemClock clock = new SystemClock();

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  HomeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean wantsJson() {
    return json;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  SystemClock clock() {
    return clock;
  }

  Path directory() {
    return surroundings.home(home);
  }

  PublisherKeys keys(Home opened) {
    return new PublisherKeys(opened.publishers(), new SecureRandom());
  }

  Decisions decisions(Home opened) throws UserError {
    return Decisions.open(
        opened,
        clock,
        System.getProperty("user.name", "unknown"),
        fault -> surroundings.terminal().note("fault: " + fault));
  }

  /** Prints the text, or the object when JSON was asked for. */
  int print(String text, Map<String, @Nullable Object> object) {
    surroundings.terminal().line(json ? JsonText.compact(object) : text);
    return ExitCode.OK;
  }

  @Override
  public final Integer call() throws UserError, IOException {
    try (Home opened = Home.open(directory())) {
      return run(opened);
    } catch (Refused e) {
      throw new UserError(e.code(), e.text(), e);
    }
  }

  abstract int run(Home opened) throws UserError, Refused, IOException;
}
