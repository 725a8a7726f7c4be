package dev.symphony.pit.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Problem;
import dev.symphony.pit.schedule.Retry;
import dev.symphony.pit.schedule.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowReaderTest {
  private static final String WHOLE =
      """
      [workflow]
      name = "code-health"
      version = "0.1.0"
      description = "Looks at source code"

      [inputs.source]
      type = "directory"
      description = "the source tree"

      [inputs.top]
      type = "number"
      default = 10

      [[node]]
      id = "metrics"
      extension = "./metrics"
      grants = { files = "${inputs.source}" }
      retry = { attempts = 3, backoff = "20ms" }

      [[node]]
      id = "hostile"
      extension = "./hostile"
      on_failure = "continue"

      [[node]]
      id = "report"
      extension = "./report"
      needs = ["metrics"]
      soft = ["hostile"]
      input = { top = "${inputs.top}", parts = ["${nodes.metrics.output}", 1], bad = "${nodes.hostile.outcome}" }

      [report]
      output = "${nodes.report.output}"
      """;

  private static Workflow read(String text) throws DocumentException {
    return WorkflowReader.read("workflow.toml", Bytes.utf8(text));
  }

  private static Problem problem(String text) {
    List<Problem> problems = assertThrows(DocumentException.class, () -> read(text)).problems();
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst();
  }

  @Test
  void wholeWorkflow_isRead() throws DocumentException {
    Workflow workflow = read(WHOLE);
    assertEquals(List.of("metrics", "hostile", "report"), List.copyOf(workflow.nodes().keySet()));
    Node metrics = Objects.requireNonNull(workflow.nodes().get("metrics"));
    assertEquals(new Retry(3, Duration.ofMillis(20)), metrics.policy().retry());
    assertEquals(Map.of("files", "source"), metrics.grants());
    Node report = Objects.requireNonNull(workflow.nodes().get("report"));
    assertEquals(Set.of("metrics"), report.waits().needs());
    assertEquals(Set.of("hostile"), report.waits().after());
    assertEquals(
        Step.OnFailure.CONTINUE,
        Objects.requireNonNull(workflow.nodes().get("hostile")).policy().onFailure());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "needs = [\"metrics\"] | needs = [\"metric\"] | workflow-unknown-node | 28:1 | did you mean 'metrics'",
        "nodes.metrics.output | nodes.metrisc.output | workflow-unknown-node | 30:1 | did you mean 'metrics'",
        "inputs.top} | inputs.tip} | workflow-unknown-input | 30:1 | did you mean 'top'",
        "inputs.top} | inputs.source} | workflow-bad-reference | 30:1 | only through grants",
        "${inputs.top} | n: ${inputs.top} | workflow-bad-reference | 30:1 | the whole text",
        "files = \"${inputs.source}\" | files = \"/etc\" | workflow-bad-reference | 17:12 | type directory",
        "id = \"hostile\" | id = \"metrics\" | workflow-duplicate-node | 21:1 | another node",
        "attempts = 3 | attempts = 0 | workflow-bad-retry | 18:11 | 1 to 20",
        "backoff = \"20ms\" | backoff = \"2h\" | workflow-bad-retry | 18:11 | at most 1 minute",
        "on_failure = \"continue\" | on_failure = \"ignore\" | workflow-invalid | 23:1 | fail, continue",
        "on_failure | onfailure | workflow-unknown-key | 23:1 | did you mean 'on_failure'",
        "type = \"directory\" | type = \"folder\" | workflow-invalid | 7:1 | allowed: directory",
        "default = 10 | default = \"ten\" | workflow-invalid | 12:1 | type 'number'",
        "needs = [\"metrics\"] | needs = [\"report\"] | workflow-cycle | 26:1 | report -> report",
      })
  void oneFault_isToldWithPlaceAndRemedy(
      String good, String bad, String code, String at, String remedy) {
    assertTrue(WHOLE.contains(good), good);
    String text = WHOLE.replace(good, bad);
    Problem problem =
        code.equals("workflow-duplicate-node")
            ? problem(
                text.replace("soft = [\"hostile\"]\n", "\n").replaceAll(", bad = [^}]*}\"", ""))
            : problem(text);
    assertEquals(code, problem.code(), problem.toString());
    assertEquals(at, problem.position().orElseThrow().toString(), problem.toString());
    assertTrue(problem.message().contains(remedy), problem.toString());
  }

  @Test
  void cycle_isNamedNodeByNode() {
    String text =
        """
        [workflow]
        name = "w"
        [[node]]
        id = "free"
        extension = "x"
        [[node]]
        id = "a"
        extension = "x"
        needs = ["free", "b"]
        [[node]]
        id = "b"
        extension = "x"
        input = "${nodes.c.outcome}"
        [[node]]
        id = "c"
        extension = "x"
        soft = ["a"]
        [[node]]
        id = "behind"
        extension = "x"
        needs = ["c"]
        """;
    Problem problem = problem(text);
    assertEquals("workflow-cycle", problem.code());
    assertTrue(problem.message().endsWith("a -> b -> c -> a"), problem.message());
  }

  @Test
  void workflowWithoutNodes_isRefused() {
    assertEquals("workflow-invalid", problem("[workflow]\nname = 'w'\n").code());
  }

  @Test
  void inputs_areOfTheDeclaredTypes(@TempDir Path base) throws Exception {
    Files.createDirectory(base.resolve("src"));
    Workflow workflow = read(WHOLE);
    WorkflowInputs inputs = WorkflowInputs.parse(workflow, List.of("src", "top=3"), base);
    assertEquals(Map.of("source", base.toRealPath().resolve("src")), inputs.directories());
    assertEquals(Map.of("top", 3), inputs.values());
    assertEquals(
        Map.of("top", 10L), WorkflowInputs.parse(workflow, List.of("source=."), base).values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top=3 | workflow-missing-input",
        "source=nowhere | workflow-input-type",
        "source=.,top=many | workflow-input-type",
        "source=.,top=true | workflow-input-type",
        "source=.,tops=1 | workflow-unknown-input",
      })
  void inputsThatDoNotFit_areRefused(String arguments, String code, @TempDir Path base)
      throws Exception {
    Workflow workflow = read(WHOLE);
    DocumentException e =
        assertThrows(
            DocumentException.class,
            () -> WorkflowInputs.parse(workflow, List.of(arguments.split(",")), base));
    assertEquals(code, e.problems().getFirst().code(), e.toString());
  }

  /** Random damage, from fixed seeds: whatever the text, the answer is a workflow or problems. */
  @Test
  void damagedText_isReadOrRefused() {
    String[] pieces = {
      "", "\"", "\n", "[", "]", "{", "}", "=", "${", "nodes.report.output}", "[[node]]\n", "report"
    };
    int refused = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(WHOLE);
      for (int i = 0; i <= seed % 4; i++) {
        int at = random.nextInt(text.length());
        String piece = pieces[random.nextInt(pieces.length)];
        text.replace(at, Math.min(text.length(), at + random.nextInt(9)), piece);
      }
      try {
        read(text.toString());
      } catch (DocumentException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }
}
