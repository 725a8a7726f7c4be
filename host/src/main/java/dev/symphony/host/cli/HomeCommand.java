package dev.symphony.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.host.serve.ServeClient;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
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

  Decisions decisions(Home opened) {
    return new Decisions(opened, clock, System.getProperty("user.name", "unknown"));
  }

  /** Prints the text, or the object when JSON was asked for. */
  int print(String text, Map<String, @Nullable Object> object) {
    terminal().line(wantsJson() ? JsonText.compact(object) : text);
    return ExitCode.OK;
  }

  @Override
  public final Integer call() throws UserError, IOException {
    int code;
    try (Home opened = open(directory())) {
      code = run(opened);
    } catch (Refused e) {
      throw new UserError(e.code(), e.text(), e);
    }
    afterwards();
    return code;
  }

  /** Opens the home; those that only look need no right to write. */
  Home open(Path directory) throws UserError {
    return Home.visit(directory);
  }

  /** What there is to do when others may write to the home again. */
  void afterwards() throws UserError, IOException {
    // Most commands are done.
  }

  /** Tells the host that serves this home, if one does, and shows what it made of it. */
  void tellServing(Collection<String> extensions) throws UserError, IOException {
    Optional<ServeClient> serving = ServeClient.connect(directory());
    if (serving.isEmpty()) {
      return;
    }
    try (ServeClient host = serving.get()) {
      JsonNode report = JsonText.tree(host.ask("{\"follow\":true}"));
      for (JsonNode status : report.path("serving")) {
        if (extensions.contains(status.path("extension").asText())) {
          terminal().note("host " + report.path("pid") + ": " + ServedText.of(status));
        }
      }
    }
  }

  abstract int run(Home opened) throws UserError, Refused, IOException;
}
