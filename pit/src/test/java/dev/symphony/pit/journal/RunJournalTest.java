package dev.symphony.pit.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.workflow.Checkpoint;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {
  private static final Instant NOW = Instant.parse("2026-01-31T23:59:59Z");

  @TempDir private Path directory;

  private RunJournals journals() {
    return new RunJournals(directory.resolve("runs"), InstantSource.fixed(NOW));
  }

  private static RunHeader header(int seed) {
    return new RunHeader(
        RunId.make(NOW, new Random(seed)),
        "w",
        NOW,
        Path.of("/here/workflow.toml"),
        Map.of("workflow.toml", Bytes.utf8("[workflow]")),
        new WorkflowInputs(Map.of("top", 10L), Map.of("source", Path.of("/source"))),
        Map.of("./a", "sha256:00"));
  }

  private static NodeRecord record(String id, NodeResult result) {
    return new NodeRecord(id, result, 2, Duration.ofMillis(5), Duration.ofMillis(7));
  }

  private static NodeResult returned(@Nullable Object value) {
    return new NodeResult.Ran(
        new GuestOutcome.Completed(value, new Usage(Duration.ofMillis(1), Duration.ofMillis(2))));
  }

  private static Map<String, NodeRecord> allKinds() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("deep", Arrays.asList(1L, 2.5, true, null, "\ud83c\udfb5", Bytes.utf8("x")));
    value.put("none", null);
    GuestError error = new GuestError("guest-exception", "no\nluck");
    List<NodeResult> results =
        List.of(
            returned(value),
            returned(null),
            new NodeResult.Ran(new GuestOutcome.Failed(error, Usage.NONE)),
            new NodeResult.Ran(new GuestOutcome.Denied(error, Usage.NONE)),
            new NodeResult.Ran(new GuestOutcome.HostFault(error, Usage.NONE)),
            new NodeResult.Ran(new GuestOutcome.LimitHit(Limit.HEAP, Usage.NONE)),
            new NodeResult.Ran(new GuestOutcome.Cancelled(Usage.NONE)),
            new NodeResult.Skipped(new NodeResult.Cause.NeededNode("n0")),
            new NodeResult.Skipped(new NodeResult.Cause.WorkflowFailed("n0")),
            new NodeResult.Skipped(new NodeResult.Cause.RunCancelled()),
            new NodeResult.Skipped(new NodeResult.Cause.ConditionFalse()));
    Map<String, NodeRecord> records = new LinkedHashMap<>();
    for (NodeResult result : results) {
      String id = "n" + records.size();
      records.put(id, record(id, result));
    }
    return records;
  }

  @Test
  void journal_saysWhatWasToldIt() throws IOException {
    RunHeader header = header(1);
    try (RunJournal journal = journals().begin(header)) {
      journal.started("n0", 1);
      journal.started("n0", 2);
      allKinds().values().forEach(journal::settled);
      journal.flush();
    }
    RunHistory history = journals().read(header.id()).orElseThrow();
    assertEquals(header, history.header());
    assertEquals(allKinds(), history.settled());
    assertEquals(Map.of("n0", 2), history.attempts());
    assertEquals(Optional.empty(), history.end());
    assertEquals(List.of(header.id()), journals().all());
  }

  @Test
  void interruptedRun_keepsEverything_failedRunWhatCompleted() throws IOException {
    RunHeader header = header(2);
    try (RunJournal journal = journals().begin(header)) {
      allKinds().values().forEach(journal::settled);
      journal.flush();
    }
    RunHistory interrupted = journals().read(header.id()).orElseThrow();
    assertEquals(new Checkpoint(allKinds(), Map.of()), interrupted.checkpoint());
    try (RunJournal journal = journals().resume(interrupted)) {
      journal.finished(WorkflowResult.Status.FAILED);
    }

    RunHistory failed = journals().read(header.id()).orElseThrow();
    assertEquals(Optional.of(new RunHistory.End(WorkflowResult.Status.FAILED, NOW)), failed.end());
    assertEquals(
        List.of("n0", "n1"), failed.checkpoint().settled().keySet().stream().sorted().toList());
    assertEquals(2, failed.epoch());
    journals().resume(failed).close();
    RunHistory interruptedAgain = journals().read(header.id()).orElseThrow();
    assertEquals(2, interruptedAgain.checkpoint().settled().size());
  }

  /** Cut anywhere, a journal tells of a beginning of what happened, and can be gone on with. */
  @Test
  void tornJournal_keepsItsWholeEntries() throws IOException {
    RunHeader header = header(3);
    try (RunJournal journal = journals().begin(header)) {
      allKinds().values().forEach(journal::settled);
      journal.flush();
    }
    Path file = directory.resolve("runs").resolve(header.id().text()).resolve("journal");
    byte[] whole = Files.readAllBytes(file);
    int most = -1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      Optional<RunHistory> history = journals().read(header.id());
      int settled = history.map(h -> h.settled().size()).orElse(-1);
      assertTrue(settled >= most, "less at " + length);
      most = settled;
    }
    assertEquals(11, most);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));
    RunHistory torn = journals().read(header.id()).orElseThrow();
    assertEquals(10, torn.settled().size());
    try (RunJournal journal = journals().resume(torn)) {
      journal.settled(record("later", returned("x")));
      journal.flush();
    }
    assertEquals(11, journals().read(header.id()).orElseThrow().settled().size());
  }

  @Test
  void damagedEntry_endsTheJournal() throws IOException {
    RunHeader header = header(4);
    try (RunJournal journal = journals().begin(header)) {
      allKinds().values().forEach(journal::settled);
      journal.flush();
    }
    Path file = directory.resolve("runs").resolve(header.id().text()).resolve("journal");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);
    assertEquals(10, journals().read(header.id()).orElseThrow().settled().size());
  }

  @Test
  void cancelMark_isSeenUntilTheRunIsTakenUpAgain() throws IOException {
    RunHeader header = header(5);
    journals().begin(header).close();
    journals().askToCancel(header.id());
    journals().askToCancel(header.id());
    assertTrue(journals().isAskedToCancel(header.id()));
    journals().resume(journals().read(header.id()).orElseThrow()).close();
    assertEquals(false, journals().isAskedToCancel(header.id()));
  }

  @Test
  void sameName_isNotBegunTwice() throws IOException {
    journals().begin(header(6)).close();
    assertThrows(FileAlreadyExistsException.class, () -> journals().begin(header(6)));
  }
}
