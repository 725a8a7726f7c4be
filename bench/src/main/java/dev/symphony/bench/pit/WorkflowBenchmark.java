package dev.symphony.bench.pit;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.journal.RunHeader;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournal;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.workflow.Checkpoint;
import dev.symphony.pit.workflow.RunLog;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten thousand nodes that do nothing, in a hundred layers, from begin to end; and a thousand that
 * are all under way at the same time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class WorkflowBenchmark {
  private static final int NODES = 10_000;
  private static final int SLOTS = 64;
  private static final int AT_ONCE = 1_000;
  private static final WorkflowInputs NOTHING = new WorkflowInputs(Map.of(), Map.of());
  private static final CompletableFuture<GuestOutcome> DONE =
      CompletableFuture.completedFuture(new GuestOutcome.Completed(null, Usage.NONE));

  private final Workflow workflow = workflow(NODES, 100);
  private final Workflow wide = workflow(AT_ONCE, AT_ONCE);
  private final KernelClock clock =
      new KernelClock() {
        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }

        @Override
        public long monotonicNanos() {
          return System.nanoTime();
        }
      };

  /** Nodes in layers, each of them waiting for two of the layer before. */
  private static Workflow workflow(int nodes, int layer) {
    StringBuilder text = new StringBuilder("[workflow]\nname = 'layers'\n");
    for (int i = 0; i < nodes; i++) {
      text.append("[[node]]\nid = 'n").append(i).append("'\nextension = 'x'\n");
      if (i >= layer) {
        int before = (i / layer - 1) * layer;
        text.append("needs = ['n").append(before + i % layer);
        text.append("', 'n").append(before + (i + 1) % layer).append("']\n");
      }
    }
    try {
      return WorkflowReader.read("workflow.toml", Bytes.utf8(text.toString()));
    } catch (DocumentException e) {
      throw new IllegalStateException(e);
    }
  }

  private WorkflowResult run(RunLog log) {
    return new WorkflowRunner(task -> new Ended(DONE), clock, new SplittableRandom(1), fault -> {})
        .start(workflow, NOTHING, new RunOptions("run", SLOTS, event -> {}, log, Checkpoint.NONE))
        .result()
        .join();
  }

  private record Ended(CompletableFuture<GuestOutcome> outcome) implements RunningInvocation {
    @Override
    public void cancel() {}
  }

  /** Nodes that end when all of them have begun. */
  @Benchmark
  public WorkflowResult thousandAtOnce() {
    CountDownLatch begun = new CountDownLatch(AT_ONCE);
    CompletableFuture<GuestOutcome> all = new CompletableFuture<>();
    return new WorkflowRunner(
            task -> {
              begun.countDown();
              if (begun.getCount() == 0) {
                all.complete(new GuestOutcome.Completed(null, Usage.NONE));
              }
              return new Ended(all);
            },
            clock,
            new SplittableRandom(1),
            fault -> {})
        .start(wide, NOTHING, RunOptions.inMemory(AT_ONCE, event -> {}))
        .result()
        .join();
  }

  /** Nothing is kept. */
  @Benchmark
  public WorkflowResult inMemory() {
    return run(RunLog.NONE);
  }

  /** Every result is on the disk before what depends on it starts. */
  @Benchmark
  public WorkflowResult journaled() throws IOException {
    Path directory = Files.createTempDirectory("symphony-bench");
    RunId id = RunId.make(clock.now(), new SplittableRandom(1));
    RunHeader header =
        new RunHeader(id, "layers", clock.now(), directory, Map.of(), NOTHING, Map.of());
    try (RunJournal journal = new RunJournals(directory, clock::now).begin(header)) {
      return run(journal);
    } finally {
      Files.delete(directory.resolve(id.text()).resolve("journal"));
      Files.delete(directory.resolve(id.text()));
      Files.delete(directory);
    }
  }
}
