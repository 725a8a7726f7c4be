package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.author.AuthoredExtension;
import dev.symphony.host.author.GateFeed;
import dev.symphony.host.author.dev.DevelopedExtension;
import dev.symphony.host.author.dev.SourceWatch;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony dev}: runs an extension, and again whenever one of its files changes. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Runs an extension, and again at every change; shows calls and refusals.",
    footer = {
      "",
      "Examples:",
      "  symphony dev line-count --input src",
      "  symphony dev hello --input name=Ada",
      "",
      "The home (what kv and artifacts keep) is .symphony/home in the directory, unless --home says"
          + " otherwise.",
      "TypeScript is compiled by your own tools: keep 'npx tsc --watch' running beside it."
    })
final class DevCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "DIR",
      defaultValue = "",
      description = "The directory of the extension (default: this one).")
  private Path directory = Path.of("");

  @Option(
      names = "--input",
      paramLabel = "K=V|DIR",
      description = "An input, or the directory that 'files' is about; may be repeated.")
  private List<String> inputs = List.of();

  @Option(names = "--home", paramLabel = "DIR", description = "The home.")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--isolation",
      paramLabel = "process|context",
      description = "Where it runs (default: process).")
  private Isolation isolation = Isolation.PROCESS;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "End after so many runs (default: at Ctrl-C).")
  private int runs = Integer.MAX_VALUE;

  DevCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError {
    Path place = AuthoredExtension.directoryOf(directory).toAbsolutePath();
    ExtensionInput input = ExtensionInput.parse(inputs);
    DevFeed feed = new DevFeed(surroundings.terminal());
    try (SourceWatch watch = SourceWatch.of(place);
        Session session = Session.open(options(place), new GateFeed(feed))) {
      DevelopedExtension extension = new DevelopedExtension(session, place);
      feed.runs(extension);
      surroundings.terminal().note("watching " + place + " (Ctrl-C ends)");
      String cause = "started";
      for (int run = 1; run <= runs; run++) {
        runOnce(extension, input, session, feed, cause);
        cause = run < runs ? changed(watch.awaitChange()) : "";
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UserError("directory-unreadable", "can't watch " + place + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.CANCELLED;
    }
  }

  private void runOnce(
      DevelopedExtension extension,
      ExtensionInput input,
      Session session,
      DevFeed feed,
      String cause) {
    long begin = session.clock().monotonicNanos();
    feed.begin(cause);
    try {
      ExtensionSource state = extension.read();
      GuestOutcome outcome = extension.run(state, input.value(), input.root());
      feed.end(outcome, session.clock().monotonicNanos() - begin);
    } catch (UserError e) {
      feed.problem(e);
    }
  }

  private static String changed(Set<Path> paths) {
    return paths.stream().limit(3).map(Path::toString).collect(Collectors.joining(", "))
        + (paths.size() > 3 ? " and " + (paths.size() - 3) + " more" : "")
        + " changed";
  }

  private SessionOptions options(Path place) {
    return new SessionOptions(
        Optional.of(home.orElse(place.resolve(".symphony").resolve("home"))),
        isolation,
        WorkerTempo.FIRST_RESULT,
        surroundings.terminal()::note,
        surroundings.environment());
  }
}
