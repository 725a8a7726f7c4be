package dev.symphony.pit.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WfCommonsTest {
  private static final Path TRACES = Path.of("..", "..", "shared", "workflows", "wfinstances");

  private static String record(String tasks, String files) {
    return """
    {"name": "small.json", "schemaVersion": "1.5", "workflow": {
      "specification": {"tasks": [%s], "files": [%s]},
      "execution": {"tasks": [
        {"id": "a", "runtimeInSeconds": 1.5}, {"id": "b", "runtimeInSeconds": 2}]}}}
    """
        .formatted(tasks, files);
  }

  private static String task(String id, String parents) {
    return """
    {"id": "%s", "name": "p", "parents": [%s], "children": [], "inputFiles": ["f"], "outputFiles": []}
    """
        .formatted(id, parents);
  }

  private static Trace read(String text) throws DocumentException {
    return WfCommons.read("small.json", Bytes.utf8(text));
  }

  @Test
  void record_isRead() throws DocumentException {
    Trace trace =
        read(
            record(
                task("a", "") + "," + task("b", "\"a\""), "{\"id\": \"f\", \"sizeInBytes\": 12}"));
    assertEquals("small.json", trace.name());
    assertEquals(List.of("a"), trace.tasks().get(1).parents());
    assertEquals(1500, trace.tasks().getFirst().runtime().toMillis());
    assertEquals(12, trace.tasks().getFirst().inputBytes());
  }

  @Test
  void recordAsWorkflow_isReadBack() throws DocumentException {
    Trace trace = read(record(task("a", "") + "," + task("b", "\"a\""), ""));
    Workflow workflow =
        WorkflowReader.read("workflow.toml", Bytes.utf8(TraceWorkflow.text(trace, "./task")));
    assertEquals(List.of("t0-a", "t1-b"), List.copyOf(workflow.nodes().keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"name\": 1}", "{\"name\": \"x\", \"workflow\": []}"})
  void somethingElse_isRefused(String text) {
    assertThrows(DocumentException.class, () -> read(text));
  }

  @Test
  void contradictions_areRefused() {
    List<String> records =
        List.of(
            record(task("a", "\"z\""), ""),
            record(task("a", "") + "," + task("a", ""), ""),
            record(task("a", "\"b\"") + "," + task("b", "\"a\""), ""));
    for (String text : records) {
      DocumentException refused = assertThrows(DocumentException.class, () -> read(text));
      assertEquals("trace-invalid", refused.problems().getFirst().code());
    }
  }

  static List<Path> traces() throws IOException {
    if (!Files.isDirectory(TRACES)) {
      System.out.println("no recorded runs beside the checkout: " + TRACES + " is not there");
      return List.of();
    }
    try (Stream<Path> files = Files.list(TRACES)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void givenRecords_areReadAndBecomeWorkflows() throws Exception {
    for (Path file : traces()) {
      Trace trace = WfCommons.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
      Workflow workflow =
          WorkflowReader.read("workflow.toml", Bytes.utf8(TraceWorkflow.text(trace, "./task")));
      assertEquals(trace.tasks().size(), workflow.nodes().size());
      assertTrue(trace.tasks().size() >= 5, file::toString);
    }
  }
}
