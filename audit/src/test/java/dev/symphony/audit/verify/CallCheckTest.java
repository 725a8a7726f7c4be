package dev.symphony.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.TestGrants;
import dev.symphony.audit.TestGrants.Shelf;
import dev.symphony.audit.TestLog;
import dev.symphony.audit.WallClock;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CallCheckTest {
  private static final Holder HOLDER = new Holder("metrics@0.1.0#1");
  private static final ServiceDeclaration SHELF = ServiceDeclaration.of(Shelf.class);

  @TempDir Path directory;

  /** What happens before the log is checked. */
  private interface Story {
    void happen(AuditLog log, GrantTree tree, Gate gate) throws Exception;
  }

  private CallCoverage check(Story story) throws Exception {
    TestLog place = new TestLog(directory);
    try (AuditLog log = place.open()) {
      GrantTree tree = new GrantTree(new WallClock(), log);
      story.happen(log, tree, new Gate(new WallClock(), log, fault -> {}));
      tree.flushCounts();
    }
    assertTrue(place.verify().isSound());
    return new CallCheck(new ServiceCatalog(List.of(SHELF))).of(directory);
  }

  private static Grant root(GrantTree tree, Right right, AuditDetail detail) {
    ServiceObject shelf = ServiceObject.bind(SHELF, (Shelf) name -> "the " + name);
    return tree.mintRoot(HOLDER, right, shelf, detail);
  }

  private static Right toFetch(String pattern) {
    return Right.to("shelf", "fetch").on(pattern);
  }

  private static void call(Gate gate, Grant grant, String name) {
    CapabilityTable table = new CapabilityTable(grant.holder());
    gate.call(table, table.insert(grant), 0, new Object[] {name});
  }

  private static String onlyObjection(CallCoverage coverage) {
    assertEquals(1, coverage.uncovered().size(), coverage::toString);
    return coverage.uncovered().getFirst().text();
  }

  @Test
  void callsThroughTheGate_areCovered() throws Exception {
    CallCoverage coverage =
        check((log, tree, gate) -> {
          Grant root = root(tree, toFetch("books/**"), AuditDetail.EACH_CALL);
          Grant one = tree.derive(root, HOLDER, toFetch("books/a*")).orElseThrow();
          Grant counted = root(tree, Right.to("shelf", "fetch"), AuditDetail.COUNTED);
          call(gate, one, "books/ab");
          call(gate, one, "books/b");
          call(gate, root, "books/b");
          call(gate, counted, "x");
          tree.revoke(root);
          call(gate, one, "books/ab");
        });
    assertEquals(List.of(), coverage.uncovered());
    assertEquals(List.of(), coverage.undecided());
    assertEquals(3, coverage.calls());
    assertEquals(3, coverage.grants());
  }

  @Test
  void callsThatRevocationsOvertake_areNeverUncovered() throws Exception {
    CallCoverage coverage =
        check((log, tree, gate) -> {
          for (int round = 0; round < 300; round++) {
            Grant root = root(tree, Right.to("shelf", "fetch"), AuditDetail.EACH_CALL);
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
              callers.add(
                  Thread.ofPlatform()
                      .start(() -> {
                        for (int i = 0; i < 10; i++) {
                          call(gate, root, "x");
                        }
                      }));
            }
            Thread.onSpinWait();
            tree.revoke(root);
            for (Thread caller : callers) {
              caller.join();
            }
          }
        });
    assertEquals(List.of(), coverage.uncovered());
    assertEquals(300, coverage.grants());
  }

  @Test
  void callWithoutAGrant_isUncovered() throws Exception {
    assertTrue(
        onlyObjection(
                check((log, tree, gate) ->
                    log.record(new AuditEvent.Called(1, TestGrants.shelf(), 0, "x"))))
            .contains("not live"));
  }

  @Test
  void callAfterTheRevocation_isUncovered() throws Exception {
    assertTrue(
        onlyObjection(
                check((log, tree, gate) -> {
                  Grant root = root(tree, Right.to("shelf", "fetch"), AuditDetail.EACH_CALL);
                  Grant one = tree.derive(root, HOLDER, root.right()).orElseThrow();
                  tree.revoke(root);
                  log.record(new AuditEvent.Called(1, one, 0, "x"));
                }))
            .contains("revoked"));
  }

  @Test
  void callOfWhatTheParentDoesNotAllow_isUncovered() throws Exception {
    assertTrue(
        onlyObjection(
                check((log, tree, gate) -> {
                  Grant root = root(tree, toFetch("books/**"), AuditDetail.EACH_CALL);
                  Grant one = tree.derive(root, HOLDER, toFetch("**")).orElseThrow();
                  log.record(new AuditEvent.Called(1, one, 0, "films/a"));
                }))
            .contains("films/a"));
  }

  @Test
  void callOfAnotherOperation_isUncovered() throws Exception {
    assertTrue(
        onlyObjection(
                check((log, tree, gate) -> {
                  Grant root = root(tree, Right.toNothing("shelf"), AuditDetail.EACH_CALL);
                  log.record(new AuditEvent.Called(1, root, 0, "x"));
                }))
            .contains("fetch"));
  }

  @Test
  void callAfterTheEndOfTheGrant_isUncovered() throws Exception {
    Instant end = Instant.parse("2030-01-01T00:00:00Z");
    Right right = Right.to("shelf", "fetch").under(new Constraint.Expires(end));
    assertTrue(
        onlyObjection(
                check((log, tree, gate) -> {
                  Grant root = root(tree, right, AuditDetail.EACH_CALL);
                  log.record(new AuditEvent.Called(end.toEpochMilli() - 1, root, 0, "x"));
                  log.record(new AuditEvent.Called(end.toEpochMilli(), root, 0, "x"));
                }))
            .contains("expired"));
  }

  @Test
  void moreCallsThanGranted_areUncovered_acrossAllThatWasDerived() throws Exception {
    Right right = Right.to("shelf", "fetch").under(new Constraint.Calls(2));
    assertTrue(
        onlyObjection(
                check((log, tree, gate) -> {
                  Grant root = root(tree, right, AuditDetail.EACH_CALL);
                  Grant one = tree.derive(root, HOLDER, toFetch("**")).orElseThrow();
                  call(gate, root, "x");
                  call(gate, one, "x");
                  call(gate, one, "refused by the gate");
                  log.record(new AuditEvent.Called(1, one, 0, "x"));
                }))
            .contains("2 calls"));
  }

  @Test
  void grantOfAnEarlierRun_coversNothing() throws Exception {
    List<Grant> kept = new ArrayList<>();
    check((log, tree, gate) ->
        kept.add(root(tree, Right.to("shelf", "fetch"), AuditDetail.EACH_CALL)));
    assertTrue(
        onlyObjection(
                check((log, tree, gate) ->
                    log.record(new AuditEvent.Called(1, kept.getFirst(), 0, "x"))))
            .contains("not live"));
  }

  @Test
  void resourceThatIsNotOnRecordAsAWhole_isUndecided() throws Exception {
    CallCoverage coverage =
        check((log, tree, gate) -> {
          Grant root = root(tree, toFetch("https:/**"), AuditDetail.EACH_CALL);
          log.record(new AuditEvent.Called(1, root, 0, "https://example.org/a?key=secret"));
        });
    assertEquals(1, coverage.undecided().size());
    assertTrue(coverage.isCovered());
  }
}
