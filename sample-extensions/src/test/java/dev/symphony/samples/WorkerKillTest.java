package dev.symphony.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import dev.symphony.samples.Symphony.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed from outside costs its node an attempt, and the run nothing else. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class WorkerKillTest {
  private static final Path WORKFLOWS =
      Path.of("src", "test", "resources", "dev", "symphony", "samples");

  @TempDir Path directory;

  private Path source = Path.of("");

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectory(directory.resolve("source"));
  }

  @AfterEach
  void noWorkerIsLeft() {
    assertEquals(List.of(), ProcessHandle.current().descendants().toList());
  }

  private Running start(String workflow) {
    return Symphony.start(
        "run",
        WORKFLOWS.resolve(workflow).toString(),
        "--json",
        "--input",
        source.toString(),
        "--home",
        directory.resolve("home").toString());
  }

  private static void killWorkers() {
    List<ProcessHandle> workers = ProcessHandle.current().descendants().toList();
    assertFalse(workers.isEmpty(), "there is no worker to kill");
    workers.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aNodeThatMayBeTriedAgain_isTriedAgain() throws Exception {
    Running running = start("retried");
    running.awaitNote("waiting");
    killWorkers();
    running.awaitNote("another attempt follows");
    Files.createFile(source.resolve("go"));

    Ran ran = running.ran();

    assertEquals(0, ran.code(), ran::toString);
    assertEquals("completed", ran.json().get("outcome").textValue());
    assertEquals("went on", ran.json().get("report").textValue());
    assertEquals(2, ran.json().at("/nodes/waiting/attempts").intValue());
    assertTrue(ran.err().contains("hostFault, another attempt follows"), ran::err);
  }

  @Test
  void aNodeThatMayFail_isReportedAndTheRunGoesOn() throws Exception {
    Running running = start("continued");
    running.awaitNote("waiting");
    killWorkers();

    Ran ran = running.ran();

    assertEquals(0, ran.code(), ran::toString);
    assertEquals("completed", ran.json().get("outcome").textValue());
    JsonNode node = ran.json().at("/nodes/waiting");
    assertEquals("hostFault", node.get("outcome").textValue());
    assertEquals("worker-died", node.at("/error/code").textValue());
    assertEquals(1, node.get("attempts").intValue());
    assertEquals("completed", ran.json().at("/nodes/telling/outcome").textValue());
    assertEquals("worker-died", ran.json().at("/report/error/code").textValue());
  }
}
