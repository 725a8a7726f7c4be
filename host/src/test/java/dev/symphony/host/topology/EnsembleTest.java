package dev.symphony.host.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.arbitration.Ruling;
import dev.symphony.pit.artifact.KeptArtifact;
import dev.symphony.pit.pool.Lease;
import dev.symphony.pit.stale.Judgement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member does the same in every topology, on the other side of every link. */
@Timeout(240)
class EnsembleTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("dev.symphony.host.topology.Topology#all")
  void members_doTheSameEverywhere(Topology topology) throws Exception {
    try (PitInTest pit = new PitInTest(topology, directory)) {
      useAll(pit);
      for (Member member : Member.values()) {
        pit.ensemble
            .process(member)
            .ifPresent(process -> assertTrue(process.isAlive(), member::name));
      }
    }
  }

  private static void useAll(PitInTest pit) {
    pit.ensemble.pool().offer("worker", 1, 2, "");
    assertEquals(Optional.empty(), pit.ensemble.pool().lend("worker"));
    Lease cold = pit.ensemble.pool().allocate("worker");
    assertFalse(cold.warm());
    assertEquals(List.of("worker"), pit.loaded);
    assertTrue(pit.ensemble.pool().lend("worker").orElseThrow().warm());
    pit.ensemble.pool().release(cold.id());
    ServiceFailure unknown =
        assertThrows(ServiceFailure.class, () -> pit.ensemble.pool().allocate("other"));
    assertEquals("pool-item-unknown", unknown.code());

    Ruling ruling = pit.ensemble.arbitration().ask(MemberSettings.MEMORY, "a", 4096, 0);
    assertTrue(ruling.isGranted());
    Ruling waits = pit.ensemble.arbitration().ask(MemberSettings.MEMORY, "b", 1, 0);
    assertEquals("deferred", waits.verdict());
    pit.ensemble.arbitration().release(ruling.request());
    assertTrue(pit.ensemble.arbitration().look(waits.request()).isGranted());

    Bytes content = Bytes.utf8("what is kept");
    KeptArtifact kept =
        pit.ensemble.store().put("a/b", "notes.txt", "text/plain", content, List.of());
    assertEquals(Optional.of(content), pit.ensemble.store().get(kept.digest(), "a/b"));
    assertEquals(content.length(), pit.ensemble.store().locate(kept.digest()));
    assertEquals(List.of(kept), pit.ensemble.store().records(0));
    List<Judgement> judgements = pit.ensemble.stale().sweep();
    assertEquals(List.of(kept.digest()), judgements.stream().map(Judgement::digest).toList());
    assertEquals("keep", judgements.getFirst().fate());
  }

  @Test
  void killedAndReplacedMembers_haveSuccessors() throws Exception {
    try (PitInTest pit = new PitInTest(Topology.NANOKERNEL, directory)) {
      useAll(pit);
      pit.ensemble.openAll();
      String digest = pit.ensemble.store().records(0).getFirst().digest();
      for (Member member : Member.values()) {
        ProcessHandle before = pit.processOf(member);
        before.destroyForcibly();
        before.onExit().join();
        useAgain(pit, digest);
        assertFalse(pit.ensemble.successions(member).isEmpty());
      }
      pit.ensemble.replace(Member.STORE);
      useAgain(pit, digest);
      System.out.println(
          "take-overs in ms: "
              + pit.ensemble.successions(Member.STORE).stream().map(n -> n / 1_000_000).toList());
    }
  }

  @Test
  void closing_whileASuccessorIsOnItsWay_leavesNothing() throws Exception {
    int millis = 0;
    for (Member member : Member.values()) {
      Path place = directory.resolve(member.name());
      try (PitInTest pit = new PitInTest(Topology.MICROKERNEL, place)) {
        pit.ensemble.openAll();
        pit.ensemble.awaitSpares();
        ProcessHandle victim = pit.processOf(member);
        victim.destroyForcibly();
        victim.onExit().join();
        Thread.sleep(millis);
        millis += 15;
      }
      assertEquals(List.of(), memberProcesses());
    }
  }

  private static List<String> memberProcesses() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(command -> command.contains(MemberProgram.class.getName()))
        .toList();
  }

  private static void useAgain(PitInTest pit, String digest) {
    assertTrue(pit.ensemble.store().get(digest, "a/b").isPresent());
    assertEquals(1, pit.ensemble.stale().judge().size());
    pit.ensemble.pool().offer("worker", 1, 2, "");
    pit.ensemble.pool().release(pit.ensemble.pool().allocate("worker").id());
    Ruling ruling = pit.ensemble.arbitration().ask(MemberSettings.MEMORY, "a", 1, 0);
    assertTrue(ruling.isGranted());
    pit.ensemble.arbitration().release(ruling.request());
  }

  /** After the introduction no call passes the kernel; that it is revoked holds at the next one. */
  @Test
  void peers_areRecordedByWhomTheyCall_andStoppedByRevocation() throws Exception {
    try (PitInTest pit = new PitInTest(Topology.NANOKERNEL, directory)) {
      pit.ensemble.store().put("a/b", "x", "text/plain", Bytes.utf8("x"), List.of());
      assertEquals(1, pit.ensemble.stale().judge().size());
      Grant ofStale = awaitCallOf("stale", pit);
      pit.kernel.grants().revoke(ofStale);
      ServiceFailure refused =
          assertThrows(ServiceFailure.class, () -> pit.ensemble.stale().judge());
      assertEquals("denied-revoked", refused.code());
      assertEquals(1, pit.ensemble.store().facts().size(), "others go on");
      Grant ofHost = pit.ensemble.grant(Member.STORE).orElseThrow();
      pit.kernel.grants().revoke(ofHost);
      refused = assertThrows(ServiceFailure.class, () -> pit.ensemble.store().facts());
      assertEquals("denied-revoked", refused.code());
    }
  }

  private static Grant awaitCallOf(String holder, PitInTest pit) throws InterruptedException {
    for (int look = 0; look < 600; look++) {
      for (AuditEvent event : pit.recorded) {
        if (event instanceof AuditEvent.Called called
            && called.grant().holder().name().equals(holder)) {
          return called.grant();
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no call of " + holder + " was recorded");
  }
}
