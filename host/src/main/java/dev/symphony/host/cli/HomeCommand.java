package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What commands share that work on what a home keeps about extensions. */
abstract class HomeCommand extends AtHome {
  private final SystemClock clock = new SystemClock();

  HomeCommand(Surroundings surroundings) {
    super(surroundings);
  }

  SystemClock clock() {
    return clock;
  }

  PublisherKeys keys(Home opened) {
    return new PublisherKeys(opened.publishers(), new SecureRandom());
  }

  Decisions decisions(Home opened) throws UserError {
    return Decisions.open(
        opened,
        clock,
        System.getProperty("user.name", "unknown"),
        fault -> terminal().note("fault: " + fault));
  }

  /** Prints the text, or the object when JSON was asked for. */
  int print(String text, Map<String, @Nullable Object> object) {
    terminal().line(wantsJson() ? JsonText.compact(object) : text);
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
