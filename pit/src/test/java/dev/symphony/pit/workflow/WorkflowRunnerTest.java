package dev.symphony.pit.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkflowRunnerTest {
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<RunEvent> events = new CopyOnWriteArrayList<>();

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

  /** A workflow of lines {@code id: key = value; key = value}. */
  private static Workflow workflow(String... nodes) {
    String text =
        "[workflow]\nname = 'w'\n[inputs.n]\ntype = 'number'\ndefault = 7\n"
            + Stream.of(nodes)
                .map(node -> node.split(":", 2))
                .map(part ->
                    "[[node]]\nid = '%s'\nextension = 'x'\n%s\n"
                        .formatted(part[0], part[1].replace(";", "\n")))
                .collect(Collectors.joining());
    try {
      return WorkflowReader.read("workflow.toml", Bytes.utf8(text));
    } catch (DocumentException e) {
      throw new AssertionError(e);
    }
  }

  private WorkflowRun start(Workflow workflow, NodeExecutor executor, int parallelism) {
    return new WorkflowRunner(executor, new WallClock(), new Random(1), faults::add)
        .start(
            workflow,
            new WorkflowInputs(Map.of("n", 7L), Map.of()),
            RunOptions.inMemory(parallelism, events::add));
  }

  private WorkflowResult run(Workflow workflow, NodeExecutor executor) {
    return start(workflow, executor, 4).result().join();
  }

  private static Map<String, String> ids(WorkflowResult result) {
    Map<String, String> ids = new HashMap<>();
    result.nodes().forEach((id, node) -> ids.put(id, node.result().id()));
    return ids;
  }

  @Test
  void references_areFilledIn() {
    Workflow workflow =
        workflow(
            "a: input = { n = '${inputs.n}' }",
            "b: on_failure = 'continue'",
            "c: on_failure = 'continue'; needs = ['b']",
            "d: input = { deep = [{ a = '${nodes.a.output}' }], b = '${nodes.b.outcome}',"
                + " c = '${nodes.c.outcome}' }");
    ScriptedExecutor executor =
        new ScriptedExecutor().plays("b", new GuestOutcome.LimitHit(Limit.CPU, Usage.NONE));
    WorkflowResult result = run(workflow, executor);
    assertEquals(WorkflowResult.Status.COMPLETED, result.status());
    Map<String, String> skipped = Map.of("code", "node-skipped", "message", "'b' did not complete");
    assertEquals(
        Map.of(
            "deep", List.of(Map.of("a", Map.of("n", 7L))),
            "b", Map.of("outcome", "limit", "limit", "cpu", "cpuMs", 0L, "wallMs", 0L),
            "c", Map.of("outcome", "skipped", "error", skipped)),
        executor.tasks().getLast().input());
  }

  @Test
  void failure_stopsTheWorkflowUnlessItMayContinue() {
    Workflow workflow =
        workflow(
            "bad:", "next: needs = ['bad']", "last: soft = ['bad']", "later: needs = ['next']");
    ScriptedExecutor executor =
        new ScriptedExecutor().plays("bad", ScriptedExecutor.failed("guest-exception"));
    WorkflowResult result = run(workflow, executor);
    assertEquals(WorkflowResult.Status.FAILED, result.status());
    assertEquals(
        Map.of("bad", "failed", "next", "skipped", "last", "skipped", "later", "skipped"),
        ids(result));
  }

  @Test
  void retry_triesAgainAndKeepsTheLastOutcome() {
    Workflow workflow =
        workflow(
            "flaky: retry = { attempts = 3, backoff = '1ms' }",
            "hopeless: retry = { attempts = 2, backoff = '1ms' }; on_failure = 'continue'",
            "denied: retry = { attempts = 5, backoff = '1ms' }; on_failure = 'continue'");
    ScriptedExecutor executor =
        new ScriptedExecutor()
            .plays(
                "flaky",
                ScriptedExecutor.failed("one"),
                ScriptedExecutor.failed("two"),
                ScriptedExecutor.returned("three"))
            .plays("hopeless", ScriptedExecutor.failed("one"), ScriptedExecutor.failed("two"))
            .plays(
                "denied",
                new GuestOutcome.Denied(new GuestError("denied-not-granted", ""), Usage.NONE));
    WorkflowResult result = run(workflow, executor);
    assertEquals(
        Map.of("flaky", "completed", "hopeless", "failed", "denied", "denied"), ids(result));
    assertEquals(
        Map.of("flaky", 3, "hopeless", 2, "denied", 1),
        result.nodes().values().stream()
            .collect(Collectors.toMap(NodeRecord::id, NodeRecord::attempts)));
    assertEquals(3, events.stream().filter(e -> e instanceof RunEvent.RetryPlanned).count());
  }

  @Test
  void executorThatThrows_isAHostFaultOfItsNodeAlone() {
    ScriptedExecutor good = new ScriptedExecutor();
    WorkflowResult result =
        run(
            workflow("bad: on_failure = 'continue'", "good:"),
            task -> {
              if (task.node().id().equals("bad")) {
                throw new IllegalStateException("no worker");
              }
              return good.start(task);
            });
    assertEquals(Map.of("bad", "hostFault", "good", "completed"), ids(result));
    assertEquals(1, faults.size());
  }

  @Test
  void listenerThatThrows_doesNotStopTheRun() {
    WorkflowResult result =
        new WorkflowRunner(new ScriptedExecutor(), new WallClock(), new Random(1), faults::add)
            .start(
                workflow("a:"),
                new WorkflowInputs(Map.of("n", 7L), Map.of()),
                RunOptions.inMemory(
                    1,
                    event -> {
                      throw new IllegalStateException("broken pipe");
                    }))
            .result()
            .join();
    assertEquals(WorkflowResult.Status.COMPLETED, result.status());
    assertTrue(faults.size() >= 4, faults.toString());
  }

  @Test
  void cancel_endsWhatRunsAndSkipsTheRest() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(2);
    ScriptedExecutor executor = new ScriptedExecutor().holds("a").holds("b");
    WorkflowRun run =
        start(
            workflow("a:", "b: soft = []", "c: soft = ['a']", "d: needs = ['b']"),
            task -> {
              started.countDown();
              return executor.start(task);
            },
            4);
    assertTrue(started.await(10, TimeUnit.SECONDS));
    run.cancel();
    WorkflowResult result = run.result().join();
    assertEquals(WorkflowResult.Status.CANCELLED, result.status());
    assertEquals(
        Map.of("a", "cancelled", "b", "cancelled", "c", "skipped", "d", "skipped"), ids(result));
  }

  @Test
  void cancelDuringAPause_doesNotWaitForIt() throws InterruptedException {
    CountDownLatch paused = new CountDownLatch(1);
    WorkflowRun run =
        new WorkflowRunner(
                new ScriptedExecutor().plays("a", ScriptedExecutor.failed("x")),
                new WallClock(),
                new Random(1),
                faults::add)
            .start(
                workflow("a: retry = { attempts = 2, backoff = '1m' }"),
                new WorkflowInputs(Map.of("n", 7L), Map.of()),
                RunOptions.inMemory(
                    1,
                    event -> {
                      if (event instanceof RunEvent.RetryPlanned) {
                        paused.countDown();
                      }
                    }));
    assertTrue(paused.await(10, TimeUnit.SECONDS));
    run.cancel();
    assertEquals(Map.of("a", "failed"), ids(run.result().join()));
  }

  @Test
  void parallelism_isBounded() {
    String[] nodes = IntStream.range(0, 50).mapToObj("n%d:"::formatted).toArray(String[]::new);
    ScriptedExecutor executor = new ScriptedExecutor();
    start(workflow(nodes), executor, 3).result().join();
    assertEquals(50, executor.tasks().size());
    assertTrue(executor.mostAtOnce() <= 3, "at once: " + executor.mostAtOnce());
  }

  @Test
  void criticalPath_isTheLongestChain() {
    Map<String, NodeRecord> records = new LinkedHashMap<>();
    Map<String, Integer> millis = Map.of("a", 10, "b", 30, "c", 5, "d", 1);
    for (String id : List.of("a", "b", "c", "d")) {
      NodeResult ran = new NodeResult.Ran(ScriptedExecutor.returned(1));
      Duration elapsed = Duration.ofMillis(millis.getOrDefault(id, 0));
      records.put(id, new NodeRecord(id, ran, 1, Duration.ZERO, elapsed));
    }
    Workflow workflow = workflow("a:", "b:", "c: needs = ['a']", "d: needs = ['c']; soft = ['b']");
    assertEquals(
        List.of("b", "d"), CriticalPath.of(records, Dependencies.of(workflow.nodes().values())));
  }

  @Test
  void report_isThereWhenItsNodesCompleted() throws DocumentException {
    Workflow workflow =
        WorkflowReader.read(
            "workflow.toml",
            Bytes.utf8(
                """
                [workflow]
                name = "w"
                [[node]]
                id = "a"
                extension = "x"
                on_failure = "continue"
                input = "words"
                [report]
                output = { shown = "${nodes.a.output}" }
                """));
    assertEquals(
        Optional.of(new WorkflowResult.Report(Map.of("shown", "words"))),
        run(workflow, new ScriptedExecutor()).report());
    ScriptedExecutor failing =
        new ScriptedExecutor().plays("a", ScriptedExecutor.failed("guest-exception"));
    assertEquals(Optional.empty(), run(workflow, failing).report());
  }

  /** Random graphs, checked by looking at the order of the starts alone. */
  @Test
  void randomGraphs_runEveryNodeOnceAfterWhatItWaitsFor() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<String> nodes = new ArrayList<>();
      Map<String, List<String>> needs = new HashMap<>();
      for (int i = 0; i < 40; i++) {
        List<String> before = new ArrayList<>();
        for (int j = 0; j < i; j++) {
          if (random.nextInt(8) == 0) {
            before.add("n" + j);
          }
        }
        needs.put("n" + i, before);
        String quoted = before.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        nodes.add("n" + i + ": needs = [" + quoted + "]");
      }
      Collections.shuffle(nodes, random);
      ScriptedExecutor executor = new ScriptedExecutor();
      WorkflowResult result = run(workflow(nodes.toArray(String[]::new)), executor);
      assertEquals(WorkflowResult.Status.COMPLETED, result.status());
      List<String> order = executor.order();
      assertEquals(40, order.stream().distinct().count());
      assertEquals(40, order.size());
      needs.forEach((id, before) ->
          before.forEach(b -> assertTrue(order.indexOf(b) < order.indexOf(id), b + ">" + id)));
    }
  }

  @Test
  void longChain_needsNoDeepStack() {
    List<String> nodes = new ArrayList<>(List.of("n0:"));
    IntStream.range(1, 10_000).forEach(i -> nodes.add("n%d: needs = ['n%d']".formatted(i, i - 1)));
    WorkflowResult result = run(workflow(nodes.toArray(String[]::new)), new ScriptedExecutor());
    assertEquals(10_000, result.nodes().size());
    assertEquals(10_000, result.criticalPath().size());
    assertInstanceOf(RunEvent.Finished.class, events.getLast());
  }
}
