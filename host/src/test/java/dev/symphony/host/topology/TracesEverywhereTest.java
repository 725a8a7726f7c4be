package dev.symphony.host.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.SystemClock;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.arbitration.Ruling;
import dev.symphony.pit.artifact.KeptArtifact;
import dev.symphony.pit.trace.Trace;
import dev.symphony.pit.trace.TraceWorkflow;
import dev.symphony.pit.trace.WfCommons;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.NodeTask;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded workflows, their times divided by a million, in all five architectures: the same
 * results, in an order that the record allows, and the same while processes of the Pit are killed.
 * Two small ones by default; {@code -Dsymphony.traces.all=true} for all beside the checkout.
 */
@Timeout(1800)
class TracesEverywhereTest {
  private static final boolean ALL = Boolean.getBoolean("symphony.traces.all");
  private static final Path PLACE = Path.of("../../shared/workflows/wfinstances");
  private static final long SCALE = 1_000_000;
  private static final int RUNS = Integer.getInteger("symphony.crash.runs", 2);
  private static final int KILLS = Integer.getInteger("symphony.crash.kills", 2);
  private static final int MOST_BYTES = 60_000;

  @TempDir private Path directory;

  private static List<Path> traces() throws IOException {
    Path place = Files.isDirectory(PLACE) ? PLACE : Path.of("../shared/workflows/wfinstances");
    if (!Files.isDirectory(place)) {
      System.out.println("no recorded workflows beside the checkout: nothing is played back");
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> ALL || file.toFile().length() < MOST_BYTES)
          .sorted()
          .limit(ALL ? Long.MAX_VALUE : 2)
          .toList();
    }
  }

  @Test
  void recordedWorkflows_goTheSameInEveryArchitecture() throws Exception {
    Map<Path, Map<String, String>> expected = new TreeMap<>();
    for (Topology topology : Topology.all()) {
      long began = System.nanoTime();
      try (PitInTest pit = new PitInTest(topology, directory.resolve(topology.name()))) {
        for (Path file : traces()) {
          Map<String, String> outcome = play(pit, file);
          assertEquals(
              expected.computeIfAbsent(file, f -> outcome), outcome, topology + ": " + file);
        }
      }
      System.out.println(
          topology.name()
              + ": "
              + expected.size()
              + " recorded workflows in "
              + (System.nanoTime() - began) / 1_000_000
              + " ms");
    }
  }

  /** Every node runs once, however often the processes that decide and keep are killed. */
  @Test
  void runsGoOn_whileMembersAreKilled() throws Exception {
    List<Path> files = traces();
    Map<Path, Map<String, String>> expected = new TreeMap<>();
    for (Topology topology : List.of(Topology.MICROKERNEL, Topology.NANOKERNEL)) {
      try (PitInTest pit = new PitInTest(topology, directory.resolve(topology.name()))) {
        pit.ensemble.openAll();
        AtomicInteger kills = new AtomicInteger();
        CompletableFuture<Void> killer = killing(pit, kills);
        int runs = 0;
        for (; !files.isEmpty() && (runs < RUNS || !killer.isDone()); runs++) {
          Path file = files.get(runs % files.size());
          Map<String, String> outcome = play(pit, file);
          assertEquals(expected.computeIfAbsent(file, f -> outcome), outcome, file::toString);
        }
        killer.join();
        System.out.println(topology.name() + ": " + runs + " runs, " + kills + " kills");
      }
    }
  }

  /** Kills on a thread of its own; what stops it before the last kill fails the test. */
  private static CompletableFuture<Void> killing(PitInTest pit, AtomicInteger kills) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            kill(pit, kills);
            over.complete(null);
          } catch (InterruptedException | RuntimeException | Error e) {
            over.completeExceptionally(e);
          }
        });
    return over;
  }

  private static void kill(PitInTest pit, AtomicInteger kills) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(7);
    Member[] members = Member.values();
    while (kills.get() < KILLS) {
      pit.ensemble.awaitSpares();
      Thread.sleep(random.nextInt(5, 60));
      ProcessHandle victim = pit.processOf(members[random.nextInt(members.length)]);
      victim.destroyForcibly();
      victim.onExit().join();
      kills.incrementAndGet();
    }
  }

  /** What every node returned, by its name. */
  private static Map<String, String> play(PitInTest pit, Path file) throws Exception {
    Trace trace = WfCommons.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
    Workflow workflow =
        WorkflowReader.read("workflow.toml", Bytes.utf8(TraceWorkflow.text(trace, "./task")));
    RecordedOrder order = new RecordedOrder();
    Map<String, Duration> runtimes = new TreeMap<>();
    List<String> nodes = List.copyOf(workflow.nodes().keySet());
    for (int i = 0; i < nodes.size(); i++) {
      runtimes.put(nodes.get(i), trace.tasks().get(i).runtime());
    }
    WorkflowResult result =
        new WorkflowRunner(
                pit.ensemble.tracker(),
                task -> perform(pit, order, task, runtimes),
                new SystemClock(),
                new SplittableRandom(1),
                Throwable::printStackTrace)
            .start(
                workflow,
                WorkflowInputs.parse(workflow, List.of(), Path.of("")),
                RunOptions.inMemory(8, event -> {}))
            .result()
            .join();
    assertEquals(WorkflowResult.Status.COMPLETED, result.status(), file::toString);
    order.check(trace, nodes);
    Map<String, String> values = new TreeMap<>();
    result
        .nodes()
        .forEach((id, node) -> {
          if (node.result() instanceof NodeResult.Ran ran
              && ran.outcome() instanceof GuestOutcome.Completed completed) {
            values.put(id, String.valueOf(completed.value()));
          }
        });
    return values;
  }

  /** A node that asks every member for something on its way. */
  private static RunningInvocation perform(
      PitInTest pit, RecordedOrder order, NodeTask task, Map<String, Duration> runtimes) {
    Ruling ruling = pit.ensemble.arbitration().ask(MemberSettings.MEMORY, "run", 1, 0);
    order.begins(task.node().id());
    LockSupport.parkNanos(runtimes.getOrDefault(task.node().id(), Duration.ZERO).toNanos() / SCALE);
    KeptArtifact kept =
        pit.ensemble
            .store()
            .put("a/b", task.node().id(), "text/plain", Bytes.utf8(task.key()), List.of());
    pit.ensemble.arbitration().release(ruling.request());
    order.ends(task.node().id());
    return new Ended(new GuestOutcome.Completed(kept.digest() + kept.size(), Usage.NONE));
  }

  private record Ended(GuestOutcome how) implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return CompletableFuture.completedFuture(how);
    }

    @Override
    public void cancel() {}
  }
}
