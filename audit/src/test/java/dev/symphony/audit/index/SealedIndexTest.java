package dev.symphony.audit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.AuditRecord.Outcome;
import dev.symphony.audit.TestGrants;
import dev.symphony.audit.TestKeys;
import dev.symphony.audit.TestLog;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.Holder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedIndexTest {
  @TempDir Path directory;

  private TestLog log = new TestLog(Path.of(""));
  private SealedIndex index = new SealedIndex(Path.of(""), TestKeys.log());

  @BeforeEach
  void makeLog() throws Exception {
    log = new TestLog(directory);
    index = new SealedIndex(directory, TestKeys.log());
    try (AuditLog open = log.open()) {
      open.record(new AuditEvent.ForgedHandle(1_000, new Holder("metrics@0.1.0#3"), -1));
      open.record(new AuditEvent.Lifecycle(2_000, "metrics@0.1.0", "Loading", "Active"));
      open.record(new AuditEvent.Lifecycle(3_000, "metricsplus@0.1.0", "Loading", "Active"));
      open.record(new AuditEvent.Called(4_000, TestGrants.shelf(), 0, "a.txt"));
    }
  }

  private List<AuditRecord> find(AuditFilter filter) throws Exception {
    return index.find(filter, 100).records();
  }

  @Test
  void everyFilter_findsWhatReadingTheLogFinds() throws Exception {
    AuditFilter about = AuditFilter.ALL.about("metrics");
    List<AuditFilter> filters =
        List.of(
            AuditFilter.ALL,
            about,
            AuditFilter.ALL.of("shelf"),
            AuditFilter.ALL.of("shelf.fetch"),
            AuditFilter.ALL.of("shelf.store"),
            about.that(Outcome.REFUSED),
            AuditFilter.ALL.between(Instant.ofEpochMilli(2_000), Instant.ofEpochMilli(3_000)));
    for (AuditFilter filter : filters) {
      assertEquals(new AuditReader(directory).newest(filter, 100), find(filter), filter.toString());
    }
    assertEquals(3, find(about).size(), "the grant is one of metrics");
    assertEquals(1, find(AuditFilter.ALL.of("shelf.fetch")).size());
  }

  @Test
  void index_followsTheLog() throws Exception {
    assertEquals(5, find(AuditFilter.ALL).size());
    log.write(10);
    assertEquals(16, find(AuditFilter.ALL).size());
    assertEquals(Optional.empty(), index.find(AuditFilter.ALL, 1).rebuilt());
  }

  @Test
  void changedIndex_isNotBelieved_butMadeAnew() throws Exception {
    List<AuditRecord> before = find(AuditFilter.ALL);
    Path file = directory.resolve("index.sqlite");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    SealedIndex.Found found = index.find(AuditFilter.ALL, 100);
    assertEquals(before, found.records());
    assertTrue(found.rebuilt().isPresent());
    assertTrue(log.verify().isSound());
  }

  @Test
  void indexOfSomebodyElsesLog_leavesNothingBehind() throws Exception {
    assertEquals(2, SealedIndex.findOnce(directory, AuditFilter.ALL, 2).size());
    assertTrue(Files.notExists(directory.resolve("index.sqlite")));
  }
}
