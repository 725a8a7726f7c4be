package dev.symphony.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.TestGrants.Shelf;
import dev.symphony.audit.TestLog;
import dev.symphony.audit.WallClock;
import dev.symphony.audit.verify.CallCheck;
import dev.symphony.audit.verify.LogVerification;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final ServiceDeclaration SHELF = ServiceDeclaration.of(Shelf.class);
  private static final InstalledExtension METRICS =
      new InstalledExtension(
          "samples/metrics@0.1.0",
          "operator",
          "sha256:ab",
          List.of("shelf.fetch:books/**"),
          List.of("what samples/lister can touch, through extensions.invoke"),
          "2030-01-01T00:00:00Z");

  @TempDir Path directory;

  private AuditReport report(List<InvariantVerdict> invariants) throws Exception {
    TestLog place = new TestLog(directory);
    try (AuditLog log = place.open()) {
      GrantTree tree = new GrantTree(new WallClock(), log);
      ServiceObject shelf = ServiceObject.bind(SHELF, (Shelf) name -> name);
      Right right = Right.parse("shelf.fetch:books/**");
      Holder holder = new Holder("samples/metrics@0.1.0#1");
      Grant grant = tree.mintRoot(holder, right, shelf, AuditDetail.EACH_CALL);
      CapabilityTable table = new CapabilityTable(holder);
      long handle = table.insert(grant);
      Gate gate = new Gate(new WallClock(), log, fault -> {});
      gate.call(table, handle, 0, new Object[] {"books/a"});
      gate.call(table, handle, 0, new Object[] {"films/<script>alert(1)</script>"});
      tree.mintRoot(new Holder("samples/idle@1.0.0#1"), right, shelf, AuditDetail.EACH_CALL);
      log.record(
          new AuditEvent.Decided(1_000, "ada", "samples/metrics@0.1.0", "approved", "sha256:ab"));
    }
    LogVerification verification = place.verify();
    return new AuditReport(
        "example.org/log",
        Instant.parse("2030-01-02T03:04:05Z"),
        verification,
        Optional.of(new CallCheck(new ServiceCatalog(List.of(SHELF))).of(directory)),
        LogStory.of(directory, 0),
        List.of(METRICS),
        invariants,
        Optional.of("2029-12-31T00:00:00Z"),
        List.of("samples/metrics@0.1.0 gained the right shelf.fetch:books/**"));
  }

  @Test
  void page_saysWhatTheLogSays() throws Exception {
    AuditReport report = report(List.of());
    String page = ReportPage.of(report);
    for (String part :
        List.of(
            "Nobody changed the log",
            "Every call on record was covered",
            "shelf.fetch: 1 call<",
            "denied-resource",
            "samples/idle@1.0.0: shelf.fetch",
            "gained the right",
            "approved",
            "through extensions.invoke",
            "2 January 2030, 03:04 UTC")) {
      assertTrue(page.contains(part), () -> part + " is not in " + page);
    }
    assertTrue(report.isClean());
  }

  @Test
  void page_needsNothingElse_andRunsNothing() throws Exception {
    String page = ReportPage.of(report(List.of()));
    assertFalse(page.contains("<script"), "what an extension wrote is shown, not run");
    assertTrue(page.contains("&lt;script&gt;"));
    assertFalse(page.matches("(?s).*(src=|href=|url\\(|@import).*"));
  }

  @Test
  void violatedProperty_needsAttention() throws Exception {
    InvariantVerdict violated =
        new InvariantVerdict("no-leak", "who reads secrets can't reach http", "VIOLATED", "a -> b");
    AuditReport report = report(List.of(violated));
    assertFalse(report.isClean());
    assertTrue(ReportPage.of(report).contains("1 of the 1 stated properties are violated"));
  }

  @Test
  void changes_nameExtensionsCodeAndRights() {
    ReportState before =
        new ReportState(
            "",
            0,
            "",
            Map.of("a", "1", "b", "1", "c", "1"),
            Map.of("a", List.of("x"), "b", List.of("y"), "c", List.of("z")),
            Map.of("p/b", List.of("files", "kv"), "p/gone", List.of("kv")));
    ReportState after =
        new ReportState(
            "",
            0,
            "",
            Map.of("b", "2", "c", "1", "d", "1"),
            Map.of("b", List.of("y"), "c", List.of("z", "w"), "d", List.of()),
            Map.of("p/b", List.of("files", "the network, through p/d"), "p/d", List.of("kv")));
    assertEquals(
        List.of(
            "a is gone",
            "a lost the right x",
            "b has other code under the same version",
            "c gained the right w",
            "d is new",
            "p/b can reach now: the network, through p/d",
            "p/b can't reach any more: kv"),
        before.changesTo(after));
  }
}
