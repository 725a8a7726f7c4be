package dev.symphony.host.cli;

import dev.symphony.conductor.live.Adviser;
import dev.symphony.conductor.live.ModelAdviser;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.conductor.live.RollOut;
import dev.symphony.host.UserError;
import dev.symphony.host.conductor.DecisionServer;
import dev.symphony.host.conductor.LiveConductor;
import dev.symphony.host.conductor.PolicyFile;
import dev.symphony.host.session.OpenRun;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.WorkflowSession;
import dev.symphony.pit.workflow.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who decides which ready node of a workflow starts next. */
final class ConductorOptions {
  @Option(
      names = "--conductor",
      paramLabel = "POLICY",
      description = {
        "Ask a learned policy which ready node starts next: the directory of a training, or its",
        "policy.onnx. It runs in this process, and is read again when the file changes."
      })
  private Optional<Path> policy = Optional.empty();

  @Option(
      names = "--conductor-access",
      paramLabel = "DIR",
      description = {
        "Ask a Conductor of your own instead: socket, token and key for it are put here",
        "(python3 -m symphony_conductor attend --access DIR --policy TRAINED --wait)."
      })
  private Optional<Path> access = Optional.empty();

  @Option(
      names = "--roll-out",
      paramLabel = "PERCENT",
      description = {
        "In how many of a hundred runs it is followed (default: 100); in the others, and with 0",
        "in all, it is asked and what it says is only recorded."
      })
  private int percent = RollOut.FULL.percent();

  @Option(
      names = "--patience",
      paramLabel = "MS",
      description = "How many milliseconds it has for a decision (default: 2).")
  private double patience = Pilot.PATIENCE.toMillis();

  /** Whether there is anybody to be asked. */
  boolean isThere() {
    return policy.isPresent() || access.isPresent();
  }

  /** Something that starts runs, and is closed after the last one. */
  interface Runs extends AutoCloseable {
    /** Starts a run. */
    OpenRun start(WorkflowSession workflow, int parallelism, RunListener listener) throws UserError;

    @Override
    void close() throws UserError, IOException;
  }

  /** Runs in which nobody is asked. */
  static Runs unconducted() {
    return new Runs() {
      @Override
      public OpenRun start(WorkflowSession workflow, int parallelism, RunListener listener)
          throws UserError {
        return workflow.start(parallelism, listener);
      }

      @Override
      public void close() {}
    };
  }

  /** Runs in which the Conductor is heard. */
  Runs open(Session session, Path home, Terminal terminal) throws UserError, IOException {
    if (policy.isPresent() && access.isPresent()) {
      throw new UserError("usage-conductor", "give --conductor or --conductor-access, not both");
    }
    Conducted runs = new Conducted();
    try {
      Adviser adviser = adviser(runs, session, terminal);
      LiveConductor.Terms terms = terms();
      runs.conductor = Optional.of(LiveConductor.open(session, home, adviser, terms));
      return runs;
    } catch (UserError | IOException e) {
      runs.close();
      throw e;
    }
  }

  private LiveConductor.Terms terms() throws UserError {
    if (percent < 0 || percent > 100 || !(patience > 0 && patience <= 10_000)) {
      throw new UserError(
          "usage-conductor", "--roll-out is 0 to 100, --patience above 0 and up to 10000");
    }
    Duration wait = Duration.ofNanos((long) (patience * 1e6));
    return new LiveConductor.Terms(new RollOut(percent), wait);
  }

  private Adviser adviser(Conducted runs, Session session, Terminal terminal)
      throws UserError, IOException {
    if (access.isPresent()) {
      DecisionServer server = DecisionServer.start(session, access.get(), terminal::note);
      runs.parts.push(server::close);
      return server.adviser();
    }
    PolicyFile file = PolicyFile.open(policy.orElseThrow(), terminal::note);
    runs.parts.push(file::close);
    ModelAdviser adviser = file.adviser();
    return adviser;
  }

  private static final class Conducted implements Runs {
    private interface Part {
      void close() throws IOException;
    }

    private final Deque<Part> parts = new ArrayDeque<>();
    private Optional<LiveConductor> conductor = Optional.empty();

    @Override
    public OpenRun start(WorkflowSession workflow, int parallelism, RunListener listener)
        throws UserError {
      return conductor.orElseThrow().start(workflow, parallelism, listener);
    }

    @Override
    public void close() throws UserError, IOException {
      if (conductor.isPresent()) {
        conductor.get().close();
      }
      for (Part part : parts) {
        part.close();
      }
    }
  }
}
