package dev.symphony.pit.journal;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.workflow.Checkpoint;
import dev.symphony.pit.workflow.NodeTask;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A host that works on one run, begun or resumed, until somebody kills it. Each node leaves two
 * traces: a line in {@code starts} for each attempt, and an effect, applied once for each key.
 */
final class KilledHost {
  static final String TEXT =
      """
      [workflow]
      name = "killed"
      [inputs.n]
      type = "number"
      default = 3
      [[node]]
      id = "list"
      extension = "x"
      input = { list = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] }
      [[node]]
      id = "each"
      extension = "x"
      each = "${nodes.list.output.list}"
      input = { item = "${item}", index = "${index}" }
      retry = { attempts = 3, backoff = "1ms" }
      [[node]]
      id = "never"
      extension = "x"
      when = { value = "${inputs.n}", above = 5 }
      [[node]]
      id = "bad"
      extension = "bad"
      retry = { attempts = 2, backoff = "1ms" }
      on_failure = "continue"
      [[node]]
      id = "saved"
      extension = "bad"
      fallback = ["x"]
      input = "plan b"
      [[node]]
      id = "all"
      extension = "x"
      optional = ["bad", "never"]
      input = { each = "${nodes.each.output}", bad = "${nodes.bad.output}", saved = "${nodes.saved.output}", never = "${nodes.never.outcome}" }
      [report]
      output = "${nodes.all.output}"
      """;

  private final Path directory;

  private KilledHost(Path directory) {
    this.directory = directory;
  }

  static RunJournals journals(Path directory) {
    return new RunJournals(directory.resolve("runs"), new WallClock()::now);
  }

  static Workflow workflow() throws Exception {
    return WorkflowReader.read("workflow.toml", Bytes.utf8(TEXT));
  }

  /** The directory of the home is the only argument. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    RunJournals journals = journals(directory);
    WorkflowInputs inputs = WorkflowInputs.parse(workflow(), List.of(), directory);
    RunJournal journal;
    Checkpoint checkpoint = Checkpoint.NONE;
    List<RunId> runs = journals.all();
    RunHistory history = runs.isEmpty() ? null : journals.read(runs.getFirst()).orElse(null);
    RunId id;
    if (history == null) {
      KernelClock clock = new WallClock();
      id = RunId.make(clock.now(), new Random());
      journal =
          journals.begin(
              new RunHeader(id, "killed", clock.now(), directory, Map.of(), inputs, Map.of()));
    } else {
      id = history.header().id();
      checkpoint = history.checkpoint();
      journal = journals.resume(history);
    }
    System.out.println("working");
    WorkflowResult result =
        new WorkflowRunner(
                new KilledHost(directory)::start, new WallClock(), new Random(), fault -> {})
            .start(
                workflow(), inputs, new RunOptions(id.text(), 3, event -> {}, journal, checkpoint))
            .result()
            .join();
    System.out.println(result.status());
    System.out.println(result.report().orElseThrow().value());
  }

  private RunningInvocation start(NodeTask task) {
    append(task.key() + " " + task.attempt() + "\n");
    LockSupport.parkNanos(3_000_000);
    if (task.extension().equals("bad")) {
      return ended(new GuestOutcome.Failed(new GuestError("bad", "always"), Usage.NONE));
    }
    apply(task.key().replaceFirst(".*/", ""));
    LockSupport.parkNanos(3_000_000);
    return ended(new GuestOutcome.Completed(task.input(), Usage.NONE));
  }

  private void append(String line) {
    try (FileChannel file =
        FileChannel.open(
            directory.resolve("starts"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      file.write(StandardCharsets.UTF_8.encode(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void apply(String effect) {
    try {
      Files.createFile(directory.resolve("effect-" + effect));
    } catch (FileAlreadyExistsException e) {
      append("again " + effect + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunningInvocation ended(GuestOutcome outcome) {
    return new RunningInvocation() {
      @Override
      public CompletableFuture<GuestOutcome> outcome() {
        return CompletableFuture.completedFuture(outcome);
      }

      @Override
      public void cancel() {}
    };
  }

  private static final class WallClock implements KernelClock {
    @Override
    public long epochMillis() {
      return System.currentTimeMillis();
    }

    @Override
    public long monotonicNanos() {
      return System.nanoTime();
    }
  }
}
