package dev.symphony.host.bench.architecture;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.SystemClock;
import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.bench.OwnProcesses;
import dev.symphony.host.topology.Ensemble;
import dev.symphony.host.topology.MemberSettings;
import dev.symphony.host.topology.Topology;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.arbitration.Ruling;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRunner;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One architecture, measured in this process, which nothing else has been measured in. */
public final class ArchitectureTrial {
  private static final int MIB = 1 << 20;
  private static final int SMALL = 1024;

  private final Topology topology;
  private final Pace pace;
  private final Map<String, String> environment;
  private final Consumer<Figure> figures;

  /**
   * How often things are done.
   *
   * @param warmUp calls before any is timed
   * @param samples timed calls
   * @param guestCalls calls of a round of the guest
   * @param rounds rounds of the guest
   * @param nodes nodes of the workflow
   */
  public record Pace(int warmUp, int samples, int guestCalls, int rounds, int nodes) {
    /** What the documentation quotes. */
    public static final Pace FULL = new Pace(20_000, 2_000, 2_000, 5, 10_000);

    /** Just enough to see that everything works; its figures are worth nothing. */
    public static final Pace SHORT = new Pace(100, 100, 20, 2, 100);
  }

  /** A trial of {@code topology}. */
  public ArchitectureTrial(
      Topology topology, Pace pace, Map<String, String> environment, Consumer<Figure> figures) {
    this.topology = topology;
    this.pace = pace;
    this.environment = Map.copyOf(environment);
    this.figures = figures;
  }

  /** Measures everything. */
  public void run() {
    long begin = System.nanoTime();
    try (MeasuredPit measured = new MeasuredPit(topology, environment)) {
      Ensemble pit = measured.pit();
      pit.openAll();
      var _ = pit.store().facts();
      figure("start", (System.nanoTime() - begin) / 1e6, "ms", "until every member answers");
      pit.awaitSpares();
      figure(
          "memory",
          (double) OwnProcesses.memoryBytes() / MIB,
          "MiB",
          "host and all it started, spares included, no guest");
      TrustedCode.loaded().ifPresent(this::trust);
      operations(pit);
      contents(pit);
      workflow(pit);
      guests(measured);
      new FaultTrial(pit, figures).run();
    }
  }

  private void figure(String metric, double value, String unit, String note) {
    figures.accept(new Figure(topology.name(), metric, value, unit, note));
  }

  private void operations(Ensemble pit) {
    LatencyTrial trial = new LatencyTrial(pace.warmUp(), pace.samples());
    Operations.of(pit)
        .forEach((name, operation) -> {
          LatencyTrial.Latency latency = trial.of(operation);
          figure(name + ", p50", latency.p50(), "ns", "busy, 16 in a row");
          figure(name + ", p99", latency.p99(), "ns", "busy, 16 in a row");
        });
  }

  private void contents(Ensemble pit) {
    SplittableRandom random = new SplittableRandom(1);
    int[] number = {0};
    byte[] content = new byte[MIB];
    random.nextBytes(content);
    String[] digest = {""};
    LatencyTrial trial = new LatencyTrial(1, Math.max(3, pace.samples() / 400));
    LatencyTrial.Latency stored =
        trial.of(() -> {
          content[number[0]++ % MIB]++;
          digest[0] =
              pit.store()
                  .put(
                      "bench/bench",
                      "large",
                      "application/octet-stream",
                      Bytes.ofOwnedArray(content.clone()),
                      List.of())
                  .digest();
        });
    figure("store 1 MB, p50", stored.p50() / 1e6, "ms", "does not compress; on the disk");
    LatencyTrial.Latency got =
        trial.of(() -> {
          var _ = pit.store().get(digest[0], "bench").orElseThrow();
        });
    figure("retrieve 1 MB, p50", got.p50() / 1e6, "ms", "verified");
  }

  /** Nodes that do nothing but be given memory and a step, in layers of a hundred. */
  private void workflow(Ensemble pit) {
    Workflow workflow = layered(pace.nodes());
    for (int round = 0; round < 3; round++) {
      long begin = System.nanoTime();
      WorkflowResult result =
          new WorkflowRunner(
                  pit.tracker(),
                  task -> new Granted(pit),
                  new SystemClock(),
                  new SplittableRandom(1),
                  fault -> {})
              .start(
                  workflow,
                  new WorkflowInputs(Map.of(), Map.of()),
                  RunOptions.inMemory(64, event -> {}))
              .result()
              .join();
      if (result.status() != WorkflowResult.Status.COMPLETED) {
        throw new BenchFailure("the workflow did not complete: " + result.status());
      }
      if (round == 2) {
        double taken = (double) (System.nanoTime() - begin);
        figure(
            "workflow of no-op nodes",
            pace.nodes() / (taken / 1e9),
            "nodes/s",
            String.format(
                Locale.ROOT,
                "%d nodes in %.0f ms, %.1f us a node, arbitration asked for each",
                pace.nodes(),
                taken / 1e6,
                taken / 1e3 / pace.nodes()));
      }
    }
  }

  private record Granted(Ensemble pit) implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      Ruling ruling = pit.arbitration().ask(MemberSettings.MEMORY, "bench", 1, 0);
      pit.arbitration().release(ruling.request());
      return CompletableFuture.completedFuture(new GuestOutcome.Completed(null, Usage.NONE));
    }

    @Override
    public void cancel() {}
  }

  private static Workflow layered(int nodes) {
    StringBuilder text = new StringBuilder("[workflow]\nname = 'layers'\n");
    for (int i = 0; i < nodes; i++) {
      text.append("[[node]]\nid = 'n").append(i).append("'\nextension = 'x'\n");
      if (i >= 100) {
        int before = (i / 100 - 1) * 100;
        text.append("needs = ['n").append(before + i % 100);
        text.append("', 'n").append(before + (i + 1) % 100).append("']\n");
      }
    }
    try {
      return WorkflowReader.read("workflow.toml", Bytes.utf8(text.toString()));
    } catch (DocumentException e) {
      throw new BenchFailure("the workflow is malformed", e);
    }
  }

  private void guests(MeasuredPit measured) {
    GuestCalls calls = new GuestCalls(measured.session(), pace.rounds());
    LatencyTrial.Latency small = calls.measure(SMALL, pace.guestCalls());
    figure("guest gets 1 KB, middle", small.p50() / 1e3, "us", "jailed worker, JavaScript");
    figure("guest gets 1 KB, worst round", small.p99() / 1e3, "us", "jailed worker, JavaScript");
    LatencyTrial.Latency large = calls.measure(MIB, Math.max(5, pace.guestCalls() / 50));
    figure("guest gets 1 MB, middle", large.p50() / 1e3, "us", "jailed worker, JavaScript");
  }

  private void trust(TrustedCode code) {
    figure(
        "trusted: the Pit",
        (double) code.lines("dev.symphony.pit."),
        "lines",
        "loaded, with instructions");
    figure(
        "trusted: kernel and capabilities",
        (double) (code.lines("dev.symphony.kernel.") + code.lines("dev.symphony.capabilities.")),
        "lines",
        "loaded, with instructions");
    figure(
        "trusted: all of the house",
        (double) code.lines("dev.symphony."),
        "lines",
        "this bench included");
    figure(
        "trusted: classes of others",
        (double) code.others(),
        "classes",
        "SQLite, compression and so on");
  }
}
