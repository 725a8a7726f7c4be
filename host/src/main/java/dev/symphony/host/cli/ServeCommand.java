package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.serve.ServeSocket;
import dev.symphony.host.serve.ServedHome;
import dev.symphony.host.session.HeadStart;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symphony serve}: keeps the installed extensions of a home loaded, and takes calls. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Loads the installed extensions of a home, and takes calls until Ctrl-C. What is installed,",
      "updated or removed meanwhile is replaced without a dropped call."
    },
    footer = {
      "",
      "Examples:",
      "  symphony serve",
      "  symphony serve --input acme/word-count=src",
      "  symphony call acme/word-count --input name=Ada",
      "",
      "'symphony list' shows which version of what serves, how often it was called, and its memory."
    })
final class ServeCommand implements Callable<Integer> {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Surroundings surroundings;

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--isolation",
      paramLabel = "process|context",
      description = "Where guests run (default: process). context is for code you trust.")
  private Isolation isolation = Isolation.PROCESS;

  @Option(
      names = "--input",
      paramLabel = "[REF=]DIR",
      description = "The directory that 'files' is about, of one extension or of all.")
  private List<String> inputs = List.of();

  @Mixin private RequireIsolation required = new RequireIsolation();

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    Path directory = surroundings.home(home);
    Map<String, Path> roots = roots();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = Thread.ofPlatform().unstarted(() -> end(asked, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try (Session session = Session.open(options(directory));
        ServedHome served = ServedHome.open(session, roots);
        ServeSocket _ = listen(directory, session, served)) {
      surroundings.terminal().note("serving " + directory + "; Ctrl-C drains and ends");
      asked.await();
      surroundings.terminal().note("draining");
    } finally {
      ended.countDown();
    }
    return ExitCode.OK;
  }

  private ServeSocket listen(Path directory, Session session, ServedHome served) throws UserError {
    return ServeSocket.listen(
        directory, new ServeRequests(served, session), surroundings.terminal()::note, DRAIN);
  }

  /** The process lives until calls under way have ended, or have been given up. */
  private static void end(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Path> roots() throws UserError {
    Map<String, Path> roots = new HashMap<>();
    for (String input : inputs) {
      int equals = input.indexOf('=');
      String name =
          equals < 0 ? "" : ExtensionReference.parse(input.substring(0, equals)).name().toString();
      Path root = Path.of(input.substring(equals + 1));
      if (!Files.isDirectory(root)) {
        throw new UserError("usage-input", "'" + input + "' names no directory");
      }
      roots.put(name, root);
    }
    return roots;
  }

  private SessionOptions options(Path directory) throws UserError {
    return new SessionOptions(
        Optional.of(directory),
        isolation,
        WorkerTempo.THROUGHPUT,
        surroundings.terminal()::note,
        surroundings.environment(),
        required.label(),
        HeadStart.none(),
        Optional.empty());
  }
}
