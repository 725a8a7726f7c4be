package dev.symphony.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.journal.JournalFiles;
import dev.symphony.audit.journal.JournalScan;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditLogTest {
  private static final AuditLogSettings SMALL =
      new AuditLogSettings(
          2_000, 8, Duration.ofMillis(20), Duration.ofMillis(100), Optional.empty());

  @TempDir Path base;

  private Path directory = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(base.resolve("log"));
  }

  private final List<Throwable> faults = new CopyOnWriteArrayList<>();

  private AuditLog open(AuditLogSettings settings) throws AuditLogException {
    return AuditLog.open(directory, TestKeys.log(), settings, new WallClock(), faults::add);
  }

  private List<AuditRecord> records() throws AuditLogException {
    List<AuditRecord> records = new ArrayList<>();
    new AuditReader(directory).read(AuditFilter.ALL, records::add);
    records.removeIf(record -> record.type() == AuditRecord.Type.LOG_OPENED);
    return records;
  }

  private static AuditEvent event(long number) {
    return new AuditEvent.Lifecycle(number, "metrics@0.1.0", "a", Long.toString(number));
  }

  private Path journal() throws IOException {
    return JournalFiles.list(directory).getLast();
  }

  /** Leaves a log as a process does that is killed: everything in the journal, nothing closed. */
  private byte[] abandon(int events) throws Exception {
    Path place = directory;
    Path copy = Files.createTempDirectory(directory.getParent(), "abandoned");
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      for (int i = 1; i <= events; i++) {
        log.record(event(i));
        log.awaitDurable();
      }
      copy(place, copy);
    }
    directory = copy;
    return Files.readAllBytes(journal());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private void write(int events) throws AuditLogException {
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      for (int i = 1; i <= events; i++) {
        log.record(event(i));
      }
    }
  }

  @Test
  void manyThreads_waitForTheWriterAndLoseNothing() throws Exception {
    try (AuditLog log = open(SMALL)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        String name = "t" + t;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < 500; i++) {
                    log.record(new AuditEvent.Lifecycle(i, name, "", Integer.toString(i)));
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      log.awaitDurable();
      assertEquals(4_000, records().size(), "durable and readable while the log is open");
    }
    Map<String, Integer> next = new HashMap<>();
    for (AuditRecord record : records()) {
      int number = Integer.parseInt(record.field("to"));
      assertEquals(next.getOrDefault(record.subject(), 0), number, "order of one thread");
      next.put(record.subject(), number + 1);
    }
    assertTrue(Files.exists(directory.resolve("tile/0/010")), "in tiles, and not in the journal");
    assertEquals(List.of(), faults);
  }

  @Test
  void withoutAWaiter_recordsBecomeReadableSoon() throws Exception {
    try (AuditLog log = open(SMALL)) {
      log.record(event(1));
      while (records().isEmpty()) {
        Thread.sleep(5);
      }
    }
    assertEquals(1, records().size());
  }

  @Test
  void reopened_goesOnWithTheNextNumber() throws Exception {
    write(3);
    write(2);
    assertEquals(
        List.of(1L, 2L, 3L, 5L, 6L), records().stream().map(AuditRecord::sequence).toList());
  }

  @Test
  void everyTornTail_isPutAsideAndNoted() throws Exception {
    byte[] whole = abandon(3);
    JournalScan scan = JournalScan.of(whole);
    int last = whole.length - scan.frames().getLast().encode().length;
    Path base = directory;
    for (int length = last + 1; length < whole.length; length += 31) {
      directory = Files.createTempDirectory(base.getParent(), "torn");
      copy(base, directory);
      Files.write(journal(), Arrays.copyOf(whole, length));
      open(AuditLogSettings.DEFAULT).close();
      List<AuditRecord> records = records();
      assertEquals(3, records.size());
      assertEquals(AuditRecord.Type.LOG_REPAIRED, records.getLast().type());
      assertEquals(Integer.toString(length - last), records.getLast().field("removedBytes"));
      assertTrue(Files.exists(directory.resolve("torn")), "nothing is thrown away");
    }
  }

  @Test
  void tilesThatACrashLeftHalfWritten_areMadeAnew() throws Exception {
    abandon(9);
    Path bundles = Files.createDirectories(directory.resolve("tile/entries/000.p"));
    Files.write(bundles.resolve("5"), new byte[100]);
    Path tiles = Files.createDirectories(directory.resolve("tile/0/000.p"));
    Files.write(tiles.resolve("7"), new byte[31]);
    open(AuditLogSettings.DEFAULT).close();
    assertEquals(List.of(), new TestLog(directory).verify().findings());
    assertEquals(9, records().size());
  }

  @Test
  void zerosAfterAPowerLoss_arePutAside() throws Exception {
    abandon(2);
    Files.write(journal(), new byte[300], StandardOpenOption.APPEND);
    open(AuditLogSettings.DEFAULT).close();
    assertEquals("300", records().getLast().field("removedBytes"));
  }

  @Test
  void damageOfWhatWasDurable_isNotRepaired() throws Exception {
    byte[] journal = abandon(4);
    journal[40] ^= 1;
    Files.write(journal(), journal);
    assertEquals(
        "audit-corrupt",
        assertThrows(AuditLogException.class, () -> open(AuditLogSettings.DEFAULT)).code());
    assertEquals(journal.length, Files.size(journal()));
  }

  @Test
  void missingBundle_isTold() throws Exception {
    write(1_000);
    Files.delete(directory.resolve("tile/entries/001"));
    assertEquals("audit-corrupt", assertThrows(AuditLogException.class, this::records).code());
  }

  @Test
  void missingCheckpoint_isNotRepaired() throws Exception {
    write(10);
    Files.delete(directory.resolve("checkpoint"));
    assertEquals(
        "audit-corrupt",
        assertThrows(AuditLogException.class, () -> open(AuditLogSettings.DEFAULT)).code());
  }

  @Test
  void oldRecords_areLetGo_andTheLogSaysSo() throws Exception {
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      for (int i = 0; i < 600; i++) {
        log.record(event(i));
      }
    }
    open(AuditLogSettings.DEFAULT.keeping(Duration.ofDays(1))).close();
    List<AuditRecord> records = records();
    assertEquals(512, records.getFirst().sequence());
    assertEquals("512", records.getLast().field("before"));
    write(1);
    assertEquals(records.size() + 1, records().size());
  }

  @Test
  void secondWriter_isRefused() throws Exception {
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      assertEquals(
          "audit-locked",
          assertThrows(AuditLogException.class, () -> open(AuditLogSettings.DEFAULT)).code());
      log.awaitDurable();
    }
    open(AuditLogSettings.DEFAULT).close();
  }

  @Test
  void eventAfterTheClose_isReported() throws Exception {
    AuditLog log = open(AuditLogSettings.DEFAULT);
    log.close();
    log.record(event(1));
    assertEquals(1, faults.size());
  }

  @Test
  void closingWhileOthersRecord_endsAndKeepsOrReportsEveryEvent() throws Exception {
    AuditLog log = open(SMALL);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 2_000; i++) {
                  log.record(event(i));
                }
              }));
    }
    log.close();
    for (Thread thread : threads) {
      thread.join();
    }
    log.awaitDurable();
    assertTrue(records().size() + faults.size() <= 8_000);
    assertTrue(records().size() + faults.size() >= 8_000 - threads.size());
  }

  @Test
  void halfASurrogatePair_asTheGateCutsIt_doesNotEndTheLog() throws Exception {
    String cut = ("a".repeat(511) + Character.toString(0x1F600)).substring(0, 512);
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      log.record(new AuditEvent.Called(1, TestGrants.shelf(), 0, cut));
      log.record(event(2));
      log.awaitDurable();
    }
    assertEquals(2, records().size());
    assertEquals("a".repeat(511) + "\uFFFD", records().getFirst().field("resource"));
    assertEquals(List.of(), faults);
  }

  @Test
  void tilesThatCannotBeWritten_holdNobodyUpAndComeLater() throws Exception {
    try (AuditLog log = open(SMALL)) {
      Path inTheWay = Files.createDirectory(directory.resolve("checkpoint.next"));
      for (int i = 1; i <= 10; i++) {
        log.record(event(i));
        log.awaitDurable();
      }
      while (faults.isEmpty()) {
        Thread.sleep(5);
      }
      Files.delete(inTheWay);
      for (int i = 11; i <= 600; i++) {
        log.record(event(i));
      }
    }
    assertEquals(600, records().size());
    assertTrue(Files.exists(directory.resolve("tile/0/001")));
    assertEquals(List.of(), new TestLog(directory).verify().findings());
  }

  @Test
  void filesThatTheCheckpointCovers_areNotWrittenAgain() throws Exception {
    write(300);
    Path covered = directory.resolve("tile/1/000.p/1");
    Object before = Files.getAttribute(covered, "unix:ctime");
    write(3);
    assertEquals(before, Files.getAttribute(covered, "unix:ctime"));
    assertTrue(Files.exists(directory.resolve("tile/0/001.p/49")));
  }

  @Test
  void tilesGivenUpAtTheClose_areMadeByTheNextWriter() throws Exception {
    Path inTheWay = directory.resolve("checkpoint.next");
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      Files.createDirectory(inTheWay);
      for (int i = 1; i <= 600; i++) {
        log.record(event(i));
      }
    }
    assertFalse(faults.isEmpty());
    Files.delete(inTheWay);
    open(AuditLogSettings.DEFAULT).close();
    assertEquals(600, records().size());
    assertEquals(1, JournalFiles.list(directory).size());
    assertEquals(List.of(), new TestLog(directory).verify().findings());
  }

  @Test
  void filters_admitByHolderOutcomeAndTime() throws Exception {
    try (AuditLog log = open(AuditLogSettings.DEFAULT)) {
      log.record(new AuditEvent.ForgedHandle(1_000, new Holder("metrics@0.1.0#3"), -1));
      log.record(new AuditEvent.Lifecycle(2_000, "metrics@0.1.0", "Loading", "Active"));
      log.record(new AuditEvent.Lifecycle(3_000, "metricsplus@0.1.0", "Loading", "Active"));
    }
    AuditReader reader = new AuditReader(directory);
    AuditFilter about = AuditFilter.ALL.about("metrics");
    assertEquals(2, reader.newest(about, 10).size());
    assertEquals(
        AuditRecord.Type.FORGED_HANDLE,
        reader.newest(about.that(AuditRecord.Outcome.REFUSED), 10).getFirst().type());
    AuditFilter second =
        AuditFilter.ALL.between(Instant.ofEpochMilli(2_000), Instant.ofEpochMilli(3_000));
    assertEquals(
        List.of(2L), reader.newest(second, 10).stream().map(AuditRecord::sequence).toList());
    assertEquals(
        List.of(3L),
        reader.newest(AuditFilter.ALL, 1).stream().map(AuditRecord::sequence).toList());
    assertFalse(about.admits(reader.newest(AuditFilter.ALL, 1).getFirst()));
  }
}
