package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.conductor.SimulationServer;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symphony conductor serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Offers simulations to a Conductor over a Unix socket, until Ctrl-C.")
final class ConductorServeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private WorkloadOptions workload = new WorkloadOptions();

  @Option(
      names = "--access",
      paramLabel = "DIR",
      required = true,
      description = {
        "Where socket, token and key are put, and the buffers; made when it is missing.",
        "Whoever can read it can come in: keep it to yourself."
      })
  private Path access = Path.of("");

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Record what the Conductor does in the audit log of this home.")
  private Optional<Path> home = Optional.empty();

  ConductorServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError, IOException, InterruptedException {
    Terminal terminal = surroundings.terminal();
    CountDownLatch ended = new CountDownLatch(1);
    try (Session session = Session.open(options(home, surroundings));
        SimulationServer server =
            SimulationServer.start(session, access, workload.jobs(), terminal::note)) {
      Thread hook = Thread.ofPlatform().unstarted(() -> close(server));
      Runtime.getRuntime().addShutdownHook(hook);
      terminal.note("serving simulations at " + access + "; Ctrl-C ends it");
      ended.await();
    }
    return ExitCode.OK;
  }

  private static void close(SimulationServer server) {
    try {
      server.close();
    } catch (IOException e) {
      // What is left is a socket that nobody listens at, and a token that nobody accepts.
    }
  }

  /** A session that runs no guests. */
  static SessionOptions options(Optional<Path> home, Surroundings surroundings) {
    return new SessionOptions(
        home,
        Isolation.PROCESS,
        WorkerTempo.FIRST_RESULT,
        surroundings.terminal()::note,
        surroundings.environment());
  }
}
