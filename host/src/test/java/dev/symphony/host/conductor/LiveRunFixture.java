package dev.symphony.host.conductor;

import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.live.Adviser;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.conductor.live.RollOut;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.host.home.Home;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.workflow.Checkpoint;
import dev.symphony.pit.workflow.NodeTask;
import dev.symphony.pit.workflow.RunLog;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRunner;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session with a home, a decision server, and a workflow whose nodes end at once: one that is
 * needed by another, and many that are not.
 */
final class LiveRunFixture implements AutoCloseable {
  private static final int WIDTH = 12;

  final Path home;
  final Path access;
  final Session session;
  final DecisionServer server;
  final EpisodeFile episodes;
  final List<String> ran = new CopyOnWriteArrayList<>();
  private int runs;

  LiveRunFixture(Path scratch) throws Exception {
    this.home = scratch.resolve("home");
    this.access = scratch.resolve("access");
    this.session =
        Session.open(
            new SessionOptions(
                Optional.of(home),
                Isolation.PROCESS,
                WorkerTempo.FIRST_RESULT,
                note -> {},
                Map.of()));
    this.server = DecisionServer.start(session, access, note -> {});
    this.episodes = EpisodeFile.open(home, session.clock()::now, session::report);
  }

  private static Workflow workflow() throws Exception {
    StringBuilder text = new StringBuilder("[workflow]\nname = \"live\"\n");
    for (int node = 0; node < WIDTH; node++) {
      text.append("[[node]]\nid = \"n%d\"\nextension = \"./n\"\n".formatted(node));
    }
    text.append("[[node]]\nid = \"last\"\nextension = \"./n\"\nneeds = [\"n11\"]\n");
    return WorkflowReader.read("workflow.toml", Bytes.utf8(text.toString()));
  }

  /** Runs the workflow once, in which the adviser is asked. */
  WorkflowResult run(Adviser adviser, Duration patience) throws Exception {
    ran.clear();
    Workflow workflow = workflow();
    String run = "run-" + ++runs;
    ProgramHistory history = new ProgramHistory();
    Pilot pilot =
        new Pilot(
            adviser,
            history,
            new LiveRecords(episodes, session.audit(), session.clock()),
            new Pilot.Settings(RollOut.FULL, patience, episodes.lines() + 1));
    ConductedRun conducted =
        new ConductedRun(
            new ConductedRun.Conducted(workflow, run, directory -> "test/n@1.0.0", 2),
            pilot,
            history,
            episodes,
            event -> {});
    RunOptions options = new RunOptions(run, 2, conducted, RunLog.NONE, Checkpoint.NONE, conducted);
    return new WorkflowRunner(
            this::start, session.clock(), new SplittableRandom(1), session::report)
        .start(workflow, WorkflowInputs.parse(workflow, List.of(), Path.of("")), options)
        .result()
        .get(60, TimeUnit.SECONDS);
  }

  private RunningInvocation start(NodeTask task) {
    ran.add(task.node().id());
    return new Ended();
  }

  private record Ended() implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return CompletableFuture.completedFuture(new GuestOutcome.Completed(null, Usage.NONE));
    }

    @Override
    public void cancel() {}
  }

  /** How many nodes the workflow has. */
  static int nodes() {
    return WIDTH + 1;
  }

  /** The decisions of the last run, from the episode log. */
  List<Map<String, @Nullable Object>> decisions() throws Exception {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    EpisodeFile.read(
        home,
        line -> {
          if ("decision".equals(line.get("kind")) && ("run-" + runs).equals(line.get("run"))) {
            found.add(line);
          }
        });
    return found;
  }

  /** The texts of all records in the audit log, after the session was closed. */
  List<String> audited() throws Exception {
    List<String> texts = new ArrayList<>();
    new AuditReader(Home.audit(home)).read(0, (AuditRecord r) -> texts.add(r.toString()));
    return texts;
  }

  @Override
  public void close() throws IOException {
    server.close();
    episodes.close();
    session.close();
  }
}
