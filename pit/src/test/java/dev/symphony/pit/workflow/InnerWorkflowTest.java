package dev.symphony.pit.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.KernelClock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workflows inside workflows: the names, inputs, grants and failures of what is inside. */
@Timeout(60)
class InnerWorkflowTest {
  private static final String INNER =
      """
      [workflow]
      name = "inner"
      [inputs.source]
      type = "directory"
      [inputs.limit]
      type = "json"
      default = { most = 3 }
      [[node]]
      id = "first"
      extension = "./a"
      grants = { files = "${inputs.source}" }
      input = { most = "${inputs.limit.most}" }
      [[node]]
      id = "second"
      extension = "./b"
      input = ["${nodes.first.output.most}", "${nodes.first.outcome.outcome}"]
      [report]
      output = { second = "${nodes.second.output}" }
      """;

  private static final String OUTER =
      """
      [workflow]
      name = "outer"
      [inputs.tree]
      type = "directory"
      default = "."
      [[node]]
      id = "before"
      extension = "./x"
      input = { most = 7 }
      [[node]]
      id = "checks"
      workflow = "./checks"
      grants = { source = "${inputs.tree}" }
      on_failure = "continue"
      needs = ["before"]
      %s
      [[node]]
      id = "after"
      extension = "./x"
      input = { got = "${nodes.checks.output}", how = "${nodes.checks.outcome.outcome}" }
      optional = ["checks"]
      """;

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

  private static Bytes source(String path) throws IOException {
    if (!path.equals("./checks/workflow.toml")) {
      throw new FileNotFoundException(path);
    }
    return Bytes.utf8(INNER);
  }

  private static Workflow workflow(String text) throws DocumentException {
    return WorkflowReader.read("workflow.toml", Bytes.utf8(text), InnerWorkflowTest::source);
  }

  private WorkflowResult run(String text) throws DocumentException {
    Workflow workflow = workflow(text);
    return new WorkflowRunner(executor, new WallClock(), new Random(1), fault -> {})
        .start(
            workflow,
            WorkflowInputs.parse(workflow, List.of(), Path.of("")),
            RunOptions.inMemory(4, event -> {}))
        .result()
        .join();
  }

  private NodeTask task(String key) {
    return executor.tasks().stream()
        .filter(task -> task.key().equals("run/" + key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void innerNodes_runAsNodesOfTheOuter() throws DocumentException {
    WorkflowResult result = run(OUTER.formatted("input = { limit = \"${nodes.before.output}\" }"));
    assertEquals(WorkflowResult.Status.COMPLETED, result.status());
    assertEquals(Map.of("most", 7L), task("checks/first").input());
    assertEquals("./checks/./a", task("checks/first").extension());
    assertEquals(List.of("files"), List.copyOf(task("checks/first").directories().keySet()));
    assertEquals(
        Map.of("got", Map.of("second", List.of(7L, "completed")), "how", "completed"),
        task("after").input());
  }

  @Test
  void fallbackOfAnInput_isUsedWithItsParts() throws DocumentException {
    run(OUTER.formatted(""));
    assertEquals(Map.of("most", 3L), task("checks/first").input());
  }

  @Test
  void failureInside_isTheFailureOfTheNodeAlone() throws DocumentException {
    executor.plays("checks/first", ScriptedExecutor.failed("guest-exception"));
    WorkflowResult result = run(OUTER.formatted(""));
    assertEquals(WorkflowResult.Status.COMPLETED, result.status());
    assertEquals("skipped", record(result, "checks/second").result().id());
    assertEquals("failed", record(result, "checks").result().id());
    assertEquals("failed", ((Map<?, ?>) Objects.requireNonNull(task("after").input())).get("how"));
  }

  private static NodeRecord record(WorkflowResult result, String id) {
    return Optional.ofNullable(result.nodes().get(id)).orElseThrow();
  }

  @Test
  void missingAndUnknownInputs_areTold() {
    assertRefused("workflow-missing-input", OUTER.replace("grants = { source", "#"));
    assertRefused("workflow-unknown-input", OUTER.formatted("input = { top = 1 }"));
    assertRefused("workflow-invalid", OUTER.replace("./checks", "./nowhere"));
    assertRefused("workflow-invalid", OUTER.formatted("retry = { attempts = 2 }"));
  }

  private static void assertRefused(String code, String text) {
    DocumentException refused =
        assertThrows(DocumentException.class, () -> workflow(text.formatted("")));
    assertEquals(code, refused.problems().getFirst().code());
  }
}
