package dev.symphony.host.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.journal.RunHeader;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournal;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalJobsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T23:59:59Z");
  private static final NodeResult SKIPPED =
      new NodeResult.Skipped(new NodeResult.Cause.ConditionFalse());

  /** A list, something for each of its items, something left out, and an inner end. */
  private static final String WORKFLOW =
      """
      [workflow]
      name = "w"
      [[node]]
      id = "list"
      extension = "./list"
      [[node]]
      id = "each"
      extension = "./count"
      each = "${nodes.list.output}"
      [[node]]
      id = "maybe"
      extension = "./count"
      when = false
      needs = ["each"]
      [[node]]
      id = "inner"
      workflow = "./inner"
      soft = ["maybe"]
      """;

  private static final String INNER =
      """
      [workflow]
      name = "i"
      [[node]]
      id = "last"
      extension = "./count"
      [report]
      output = "${nodes.last.output}"
      """;

  @TempDir private Path home;

  private static NodeResult took(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    return new NodeResult.Ran(new GuestOutcome.Completed(null, new Usage(time, time)));
  }

  private void run(int number, Status status) throws Exception {
    RunHeader header =
        new RunHeader(
            new RunId("20260131-235959-0000000" + number),
            "w",
            NOW,
            Path.of("/gone/workflow.toml"),
            Map.of(
                "workflow.toml", Bytes.utf8(WORKFLOW), "./inner/workflow.toml", Bytes.utf8(INNER)),
            new WorkflowInputs(Map.of(), Map.of()),
            Map.of("./count", "sha256:01", "./inner/./count", "sha256:01"));
    RunJournals journals = new RunJournals(Home.runs(home), InstantSource.fixed(NOW));
    try (RunJournal journal = journals.begin(header)) {
      settle(journal, "list", took(number));
      settle(journal, "each[0]", took(2));
      settle(journal, "each[1]", took(3));
      settle(journal, "each", took(0));
      settle(journal, "maybe", SKIPPED);
      settle(journal, "inner/last", took(5));
      settle(journal, "inner", took(0));
      journal.finished(status);
    }
  }

  /** With a pause in it: not all that elapsed was work. */
  private static void settle(RunJournal journal, String id, NodeResult result) {
    journal.settled(new NodeRecord(id, result, 1, Duration.ZERO, Duration.ofSeconds(100)));
  }

  @Test
  void completedRuns_areJobsOfWhatRan() throws Exception {
    run(1, Status.COMPLETED);
    run(2, Status.FAILED);

    List<Job> jobs = JournalJobs.read(home, name -> true);

    assertEquals(1, jobs.size());
    Job job = jobs.getFirst();
    String count = job.tasks().get(1).program();
    assertEquals(
        List.of(
            new JobTask("./list", List.of(), 1),
            new JobTask(count, List.of(0), 2),
            new JobTask(count, List.of(0), 3),
            new JobTask(count, List.of(1, 2), 5)),
        job.tasks());
  }

  @Test
  void homesWithoutSuchRuns_areRefused() throws Exception {
    run(1, Status.CANCELLED);

    for (Path place : List.of(home, home.resolve("none"))) {
      UserError none = assertThrows(UserError.class, () -> JournalJobs.read(place, name -> true));
      assertEquals("conductor-no-workflows", none.code());
    }
    run(2, Status.COMPLETED);
    assertThrows(UserError.class, () -> JournalJobs.read(home, name -> name.endsWith("other")));
  }
}
