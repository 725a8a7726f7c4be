package dev.symphony.host.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.conductor.control.Conversation;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.pit.workflow.WorkflowResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msgpack.value.Value;

/**
 * Conductors that hang, lie, flood, speak an old version or are not there: every workflow
 * completes, every node runs once, and every case is in the audit log.
 */
class LiveChaosTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path scratch;

  /** A run while a Conductor answers in its way; then what the audit log has to tell. */
  private void survives(UnaryOperator<RawConductor.Said> policy, Duration patience, String audited)
      throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture;
        RawConductor conductor = new RawConductor(fixture.access)) {
      conductor.present(Conversation.VERSION);
      Thread attending = attend(conductor, policy);
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), patience));
      conductor.hangUp();
      attending.join(Duration.ofSeconds(10));
    }
    assertAudited(fixture, audited);
  }

  private static Thread attend(RawConductor conductor, UnaryOperator<RawConductor.Said> policy) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            conductor.attend(policy);
          } catch (IOException e) {
            // The host has hung up, or the test is over.
          }
        });
  }

  private static void assertCompletes(LiveRunFixture fixture, WorkflowResult result) {
    assertEquals(WorkflowResult.Status.COMPLETED, result.status());
    assertEquals(LiveRunFixture.nodes(), fixture.ran.size(), "every node ran once");
    assertEquals(LiveRunFixture.nodes(), new HashSet<>(fixture.ran).size());
    assertTrue(fixture.ran.indexOf("n11") < fixture.ran.indexOf("last"));
  }

  private static void assertAudited(LiveRunFixture fixture, String code) throws Exception {
    List<String> records = fixture.audited();
    assertTrue(records.stream().anyMatch(r -> r.contains(code)), () -> code + ": " + records);
  }

  @Test
  void aGoodOne_decides() throws Exception {
    try (LiveRunFixture fixture = new LiveRunFixture(scratch);
        RawConductor conductor = new RawConductor(fixture.access)) {
      assertEquals("admitted", text(conductor.present(Conversation.VERSION).getFirst()));
      attend(conductor, said -> said);
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), LONG));

      assertTrue(fixture.decisions().size() >= 5);
      assertTrue(
          fixture.decisions().stream().allMatch(line -> "conductor".equals(line.get("by"))),
          () -> "not followed");
    }
  }

  @Test
  void nobodyThere_theHeuristicDecides() throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture) {
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), Pilot.PATIENCE));
    }
    assertAudited(fixture, "conductor-absent");
  }

  @Test
  void oneThatHangs_isNotWaitedFor() throws Exception {
    UnaryOperator<RawConductor.Said> hangs =
        said -> {
          try {
            Thread.sleep(Duration.ofSeconds(5));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return said;
        };
    survives(hangs, Duration.ofMillis(200), "conductor-late");
  }

  @Test
  void oneThatDies_withAQuestionOpen_isNotWaitedFor() throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture;
        RawConductor conductor = new RawConductor(fixture.access)) {
      conductor.present(Conversation.VERSION);
      UnaryOperator<RawConductor.Said> dies =
          said -> {
            try {
              conductor.hangUp();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return said;
          };
      attend(conductor, dies);
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), Duration.ofMillis(200)));
    }
    assertAudited(fixture, "conductor-late");
    assertAudited(fixture, "conductor-absent");
  }

  @Test
  void nonsense_endsTheConnection() throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture;
        RawConductor conductor = new RawConductor(fixture.access)) {
      conductor.present(Conversation.VERSION);
      List<Value> reply = conductor.sendBytes((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0xc1);
      assertEquals("conductor-protocol", text(reply.get(1)));
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), Pilot.PATIENCE));
    }
    assertAudited(fixture, "conductor-protocol");
  }

  @Test
  void maskedActions_areRefused() throws Exception {
    survives(said -> new RawConductor.Said(said.id(), 11 * 8 + 7, 1), LONG, "conductor-refused");
  }

  @Test
  void actionsOutsideTheSpace_areRefused_andTooManySuspendIt() throws Exception {
    survives(
        said -> new RawConductor.Said(said.id(), Long.MAX_VALUE, 1), LONG, "conductor-suspended");
  }

  @Test
  void nan_isRefused() throws Exception {
    survives(
        said -> new RawConductor.Said(said.id(), said.action(), Double.NaN),
        LONG,
        "conductor-refused");
  }

  @Test
  void answersToOtherQuestions_areFailedCalls_onRecord() throws Exception {
    survives(
        said -> new RawConductor.Said(said.id() + 1_000, said.action(), 1),
        Duration.ofMillis(200),
        "conductor-no-question");
  }

  @Test
  void floods_endTheConnection() throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture;
        RawConductor conductor = new RawConductor(fixture.access)) {
      conductor.present(Conversation.VERSION);
      assertThrows(
          IOException.class,
          () -> {
            for (int answer = 0; answer < 100_000; answer++) {
              conductor.answer(answer, 0, 1);
            }
          });
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), Pilot.PATIENCE));
    }
    assertAudited(fixture, "conductor-flood");
  }

  @Test
  void oldVersions_areRefused() throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture;
        RawConductor conductor = new RawConductor(fixture.access)) {
      List<Value> reply = conductor.present(Conversation.VERSION - 1);
      assertEquals("conductor-version", text(reply.get(1)));
      assertCompletes(fixture, fixture.run(fixture.server.adviser(), Pilot.PATIENCE));
    }
    assertAudited(fixture, "conductor-version");
  }

  @Test
  void itsToken_isForDecisionsAlone() throws Exception {
    try (LiveRunFixture fixture = new LiveRunFixture(scratch);
        RawConductor conductor = new RawConductor(fixture.access)) {
      conductor.present(Conversation.VERSION);
      for (String operation : List.of("open", "read", "invoke", "put")) {
        assertEquals("conductor-unknown-operation", text(conductor.call(operation).get(2)));
      }
    }
  }

  private static String text(Value value) {
    return value.asStringValue().asString();
  }
}
