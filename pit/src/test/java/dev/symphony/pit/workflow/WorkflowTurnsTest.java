package dev.symphony.pit.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.schedule.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions, items, fallbacks, time-outs, and going on from a checkpoint. */
@Timeout(60)
class WorkflowTurnsTest {
  private final ScriptedExecutor executor = new ScriptedExecutor();

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

  /** A log in memory. */
  private static final class MemoryLog implements RunLog {
    final Map<String, NodeRecord> settled = new HashMap<>();
    final Map<String, Integer> attempts = new HashMap<>();

    @Override
    public void started(String unit, int attempt) {
      attempts.put(unit, attempt);
    }

    @Override
    public void settled(NodeRecord unit) {
      settled.put(unit.id(), unit);
    }

    @Override
    public void flush() {}

    @Override
    public void finished(WorkflowResult.Status status) {}
  }

  private static Workflow workflow(String nodes) throws DocumentException {
    return WorkflowReader.read("workflow.toml", Bytes.utf8("[workflow]\nname = 'w'\n" + nodes));
  }

  private WorkflowResult run(String nodes) throws DocumentException {
    return run(nodes, RunLog.NONE, Checkpoint.NONE);
  }

  private WorkflowResult run(String nodes, RunLog log, Checkpoint checkpoint)
      throws DocumentException {
    Workflow workflow = workflow(nodes);
    return new WorkflowRunner(executor, new WallClock(), new Random(1), fault -> {})
        .start(
            workflow,
            WorkflowInputs.parse(workflow, List.of(), Path.of("")),
            new RunOptions("run", 4, event -> {}, log, checkpoint))
        .result()
        .join();
  }

  private static @Nullable Object output(WorkflowResult result, String node) {
    NodeRecord record = Objects.requireNonNull(result.nodes().get(node));
    return record.result() instanceof NodeResult.Ran ran
            && ran.outcome() instanceof GuestOutcome.Completed completed
        ? completed.value()
        : record.result().id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'${nodes.a.output.n}' | true",
        "'${nodes.a.output.zero}' | false",
        "'${nodes.a.output.empty}' | false",
        "'${nodes.a.output.missing.deeper}' | false",
        "{ value = '${nodes.a.output.n}', is = 3.0 } | true",
        "{ value = '${nodes.a.output.n}', is_not = 3 } | false",
        "{ value = '${nodes.a.output.n}', above = 2.5 } | true",
        "{ value = '${nodes.a.output.n}', below = 3 } | false",
        "{ value = '${nodes.a.output.list.1}', is = 'y' } | true",
        "{ value = '${nodes.a.outcome.outcome}', is = 'completed' } | true",
      })
  void condition_decidesWhetherANodeRuns(String when, boolean runs) throws DocumentException {
    WorkflowResult result =
        run(
            """
            [[node]]
            id = 'a'
            extension = 'x'
            input = { n = 3, zero = 0, empty = [], list = ['x', 'y'] }
            [[node]]
            id = 'b'
            extension = 'x'
            input = 'ran'
            when = %s
            [[node]]
            id = 'needs-b'
            extension = 'x'
            input = 'ran'
            needs = ['b']
            """
                .formatted(when));
    assertEquals(runs ? "ran" : "skipped", output(result, "b"));
    assertEquals(runs ? "ran" : "skipped", output(result, "needs-b"));
    assertEquals(WorkflowResult.Status.COMPLETED, result.status());
  }

  private static final String EACH =
      """
      [[node]]
      id = 'list'
      extension = 'x'
      input = [1, 2, 3, 4, 5]
      [[node]]
      id = 'each'
      extension = 'x'
      each = '${nodes.list.output}'
      %s
      """;

  @Test
  void items_areRunEachAndGatheredInOrder() throws DocumentException {
    String input = "input = { i = '${index}', v = '${item}' }";
    assertEquals(
        List.of(
            Map.of("i", 0L, "v", 1L),
            Map.of("i", 1L, "v", 2L),
            Map.of("i", 2L, "v", 3L),
            Map.of("i", 3L, "v", 4L),
            Map.of("i", 4L, "v", 5L)),
        output(run(EACH.formatted(input)), "each"));
    assertEquals(
        List.of("list", "each[0]", "each[1]", "each[2]", "each[3]", "each[4]"),
        executor.tasks().stream().map(task -> task.key().substring(4)).sorted(byPlace()).toList());
  }

  private static java.util.Comparator<String> byPlace() {
    return java.util.Comparator.comparing((String key) -> key.contains("[")).thenComparing(k -> k);
  }

  @Test
  void batches_areJoinedEndToEnd() throws DocumentException {
    String input = "batch = 2\ngather = 'join'\ninput = { all = '${item}' }";
    assertEquals(
        Map.of("all", List.of(1L, 2L, 3L, 4L, 5L)), output(run(EACH.formatted(input)), "each"));
    assertEquals(4, executor.tasks().size());
  }

  @Test
  void emptyList_makesNoRunAndOneEmptyBatch() throws DocumentException {
    String nothing = EACH.replace("[1, 2, 3, 4, 5]", "[]");
    assertEquals(List.of(), output(run(nothing.formatted("input = 1")), "each"));
    assertEquals(1, executor.tasks().size());
    String batched = nothing.formatted("batch = 9\ngather = 'join'\ninput = { all = '${item}' }");
    assertEquals(Map.of("all", List.of()), output(run(batched), "each"));
  }

  @Test
  void somethingThatIsNoList_failsTheNode() throws DocumentException {
    WorkflowResult result = run(EACH.replace("[1, 2, 3, 4, 5]", "'five'").formatted(""));
    assertEquals(WorkflowResult.Status.FAILED, result.status());
    assertEquals("denied", output(result, "each"));
  }

  @Test
  void fallback_runsInPlaceOfWhatFailed() throws DocumentException {
    executor.plays(
        "a",
        ScriptedExecutor.failed("one"),
        new GuestOutcome.Denied(new GuestError("denied-not-granted", ""), Usage.NONE),
        ScriptedExecutor.returned("third"));
    WorkflowResult result = run("[[node]]\nid = 'a'\nextension = 'x'\nfallback = ['y', 'z']\n");
    assertEquals("third", output(result, "a"));
    assertEquals(
        List.of("x", "y", "z"), executor.tasks().stream().map(NodeTask::extension).toList());
  }

  @Test
  void timeout_endsAnAttemptAsALimit() throws DocumentException {
    executor.holds("a");
    WorkflowResult result = run("[[node]]\nid = 'a'\nextension = 'x'\ntimeout = '20ms'\n");
    assertEquals("limit", output(result, "a"));
  }

  @Test
  void optionalNode_isNullWhenItDidNotComplete() throws DocumentException {
    executor.plays("a", ScriptedExecutor.failed("no"));
    WorkflowResult result =
        run(
            """
            [[node]]
            id = 'a'
            extension = 'x'
            on_failure = 'continue'
            [[node]]
            id = 'b'
            extension = 'x'
            optional = ['a']
            input = ['${nodes.a.output}']
            """);
    List<@Nullable Object> nothing = new ArrayList<>();
    nothing.add(null);
    assertEquals(nothing, output(result, "b"));
  }

  @Test
  void parallelNodes_waitForWhatEitherNeeds() throws DocumentException {
    run(
        """
        [[node]]
        id = 'late'
        extension = 'x'
        parallel = ['early']
        needs = ['first']
        [[node]]
        id = 'early'
        extension = 'x'
        [[node]]
        id = 'first'
        extension = 'x'
        """);
    assertEquals("first", executor.order().getFirst());
    assertThrows(
        DocumentException.class,
        () ->
            workflow(
                """
                [[node]]
                id = 'a'
                extension = 'x'
                parallel = ['b']
                [[node]]
                id = 'b'
                extension = 'x'
                needs = ['a']
                """));
  }

  @Test
  void itemsOutsideOfEach_areRefused() {
    DocumentException refused =
        assertThrows(
            DocumentException.class,
            () -> workflow("[[node]]\nid = 'a'\nextension = 'x'\ninput = '${item}'\n"));
    assertEquals("workflow-bad-reference", refused.problems().getFirst().code());
  }

  /**
   * Interrupted after any number of settled nodes, a run ends the same and repeats none of them.
   */
  @Test
  void anyCheckpoint_leadsToTheSameEnd() throws DocumentException {
    String nodes =
        EACH.formatted("input = '${item}'")
            + """
            [[node]]
            id = 'bad'
            extension = 'x'
            retry = { attempts = 2, backoff = '1ms' }
            on_failure = 'continue'
            [[node]]
            id = 'sum'
            extension = 'x'
            soft = ['bad']
            input = ['${nodes.each.output}', '${nodes.bad.outcome.outcome}']
            """;
    MemoryLog whole = new MemoryLog();
    executor.plays("bad", ScriptedExecutor.failed("x"), ScriptedExecutor.failed("x"));
    Object expected = output(run(nodes, whole, Checkpoint.NONE), "sum");
    List<String> names = whole.settled.keySet().stream().sorted().toList();
    for (int kept = 0; kept <= names.size(); kept++) {
      Map<String, NodeRecord> settled = new HashMap<>();
      names.subList(0, kept).forEach(n -> settled.put(n, record(whole, n)));
      executor.plays("bad", ScriptedExecutor.failed("x"), ScriptedExecutor.failed("x"));
      int before = executor.tasks().size();
      MemoryLog log = new MemoryLog();
      WorkflowResult result = run(nodes, log, new Checkpoint(settled, whole.attempts));
      assertEquals(expected, output(result, "sum"));
      for (NodeTask task : executor.tasks().subList(before, executor.tasks().size())) {
        String name = task.key().substring(4);
        assertTrue(!settled.containsKey(name), name + " ran again");
        assertTrue(
            task.attempt() > whole.attempts.getOrDefault(name, 0), name + " " + task.attempt());
      }
    }
  }

  private static NodeRecord record(MemoryLog log, String name) {
    return Objects.requireNonNull(log.settled.get(name));
  }

  @Test
  void policy_isReadWithVariantsAndTimeout() throws DocumentException {
    Step.Policy policy =
        Objects.requireNonNull(
                workflow("[[node]]\nid='a'\nextension='x'\nfallback=['y']\ntimeout='1s'\n")
                    .nodes()
                    .get("a"))
            .policy();
    assertEquals(2, policy.variants());
    assertEquals(1000, policy.timeout().orElseThrow().toMillis());
  }
}
