package dev.symphony.pit.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.workflow.NodeTask;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every recorded run beside the checkout, played back with its times divided by a million, and the
 * order of what happened checked against the record alone.
 */
class TraceRunTest {
  private static final long SCALE = 1_000_000;

  /** What happened, in order: {@code +name} for a start, {@code -name} for an end. */
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

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

  private RunningInvocation play(NodeTask task, Duration runtime) {
    happened.add("+" + task.node().id());
    LockSupport.parkNanos(runtime.toNanos() / SCALE);
    happened.add("-" + task.node().id());
    CompletableFuture<GuestOutcome> outcome =
        CompletableFuture.completedFuture(new GuestOutcome.Completed(null, Usage.NONE));
    return new RunningInvocation() {
      @Override
      public CompletableFuture<GuestOutcome> outcome() {
        return outcome;
      }

      @Override
      public void cancel() {}
    };
  }

  @Test
  @Timeout(120)
  void recordedRuns_runInAnOrderThatTheirRecordAllows() throws Exception {
    for (Path file : WfCommonsTest.traces()) {
      Trace trace = WfCommons.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
      Workflow workflow =
          WorkflowReader.read("workflow.toml", Bytes.utf8(TraceWorkflow.text(trace, "./task")));
      List<String> ids = List.copyOf(workflow.nodes().keySet());
      Map<String, Duration> runtimes = new HashMap<>();
      for (int i = 0; i < ids.size(); i++) {
        runtimes.put(ids.get(i), trace.tasks().get(i).runtime());
      }
      happened.clear();
      WorkflowResult result =
          new WorkflowRunner(
                  task -> play(task, runtimes.getOrDefault(task.node().id(), Duration.ZERO)),
                  new WallClock(),
                  new Random(1),
                  fault -> {})
              .start(
                  workflow,
                  WorkflowInputs.parse(workflow, List.of(), Path.of("")),
                  RunOptions.inMemory(8, event -> {}))
              .result()
              .join();
      assertEquals(WorkflowResult.Status.COMPLETED, result.status(), file::toString);
      checkOrder(trace, ids);
    }
  }

  private void checkOrder(Trace trace, List<String> ids) {
    assertEquals(2 * ids.size(), happened.size());
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < happened.size(); i++) {
      assertEquals(null, places.put(happened.get(i), i), "twice: " + happened.get(i));
    }
    Map<String, String> idOf = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      idOf.put(trace.tasks().get(i).id(), ids.get(i));
    }
    for (TraceTask task : trace.tasks()) {
      int start = places.getOrDefault("+" + idOf.get(task.id()), -1);
      for (String parent : task.parents()) {
        int end = places.getOrDefault("-" + idOf.get(parent), Integer.MAX_VALUE);
        assertTrue(end < start, () -> trace.name() + ": " + task.id() + " before " + parent);
      }
    }
  }
}
