package dev.symphony.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogSettings;
import dev.symphony.audit.TestKeys;
import dev.symphony.audit.TestLog;
import dev.symphony.audit.WallClock;
import dev.symphony.audit.index.SealedIndex;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dsymphony.audit.flips=1000000} changes every single byte; otherwise some of each file.
 */
@Timeout(3_600)
class LogVerifierTest {
  private static final int FLIPS_PER_FILE = Integer.getInteger("symphony.audit.flips", 150);

  @TempDir Path base;

  private TestLog log = new TestLog(Path.of(""));

  @BeforeEach
  void makeLog() {
    log = new TestLog(base.resolve("log"));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(LogVerifierTest::hasContent).toList();
    }
  }

  private static boolean hasContent(Path file) {
    return file.toFile().length() > 0;
  }

  /** Changes one byte after the other, and expects each change to be noticed. */
  private static void flipEverywhere(TestLog log) throws IOException {
    Random random = new Random(7);
    List<String> unnoticed = new ArrayList<>();
    for (Path file : files(log.directory())) {
      byte[] bytes = Files.readAllBytes(file);
      int step = Math.max(1, bytes.length / FLIPS_PER_FILE);
      for (int i = 0; i < bytes.length; i += 1 + random.nextInt(2 * step - 1)) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        if (log.verify().isSound()) {
          unnoticed.add(file + " at " + i);
        }
      }
      Files.write(file, bytes);
    }
    assertEquals(List.of(), unnoticed);
    assertEquals(List.of(), log.verify().findings());
  }

  @Test
  void everyChangedByte_ofTilesCheckpointAndIndex_isNoticed() throws Exception {
    log.write(100);
    log.write(200);
    new SealedIndex(log.directory(), TestKeys.log()).find(AuditFilter.ALL, 1);
    assertTrue(log.verify().isSound());
    assertTrue(files(log.directory()).size() >= 8, files(log.directory()).toString());
    flipEverywhere(log);
  }

  @Test
  void everyChangedByte_ofTheJournal_isNoticed() throws Exception {
    try (AuditLog open = log.open()) {
      for (int i = 0; i < 5; i++) {
        open.record(new AuditEvent.Lifecycle(i, "metrics@0.1.0", "a", "b"));
        open.awaitDurable();
      }
      TestLog copy = log.copyTo(base.resolve("copy"));
      assertTrue(copy.verify().isSound(), () -> copy.verify().findings().toString());
      assertEquals(6, copy.verify().size());
      flipEverywhere(copy);
    }
  }

  @Test
  void everyRemovedFile_isNoticed() throws Exception {
    log.write(600);
    for (Path file : files(log.directory())) {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertFalse(log.verify().isSound(), file.toString());
      Files.write(file, bytes);
    }
  }

  @Test
  void addedFile_isNoticed() throws Exception {
    log.write(10);
    Files.write(log.directory().resolve("tile/0/001"), new byte[8192]);
    assertFalse(log.verify().isSound());
  }

  @Test
  void verifyingOn_readsOnlyWhatIsNew() throws Exception {
    log.write(1_000);
    VerifiedCheckpoint earlier = log.verify().checkpoint().orElseThrow();
    log.write(1_000);
    LogVerification later = new LogVerifier(log.directory(), TestLog.key()).verifySince(earlier);
    assertEquals(List.of(), later.findings());
    assertEquals(2_002, later.size());
    assertTrue(later.examined() < 1_300, "examined " + later.examined());
  }

  @Test
  void logThatDoesNotGoOnFromAnEarlierCheckpoint_isNoticed() throws Exception {
    log.write(700);
    VerifiedCheckpoint earlier = log.verify().checkpoint().orElseThrow();
    TestLog other = new TestLog(base.resolve("other"));
    other.write(300).write(500);
    assertTrue(other.verify().isSound());
    LogVerification later = new LogVerifier(other.directory(), TestLog.key()).verifySince(earlier);
    assertEquals("earlier", later.findings().getFirst().kind(), later.findings()::toString);
    assertFalse(later.isSound());
  }

  @Test
  void logOfAnotherKey_isNotBelieved() throws Exception {
    log.write(3);
    assertFalse(new LogVerifier(log.directory(), TestKeys.witness().verifier()).verify().isSound());
  }

  @Test
  void prunedLog_isSound_butEntriesGoneWithoutARecordAreNot() throws Exception {
    log.write(600);
    Path bundle = log.directory().resolve("tile/entries/000");
    byte[] entries = Files.readAllBytes(bundle);
    Files.delete(bundle);
    assertEquals("entry", log.verify().findings().getFirst().kind());
    Files.write(bundle, entries);
    AuditLog.open(
            log.directory(),
            TestKeys.log(),
            AuditLogSettings.DEFAULT.keeping(Duration.ofDays(1)),
            new WallClock(),
            Throwable::printStackTrace)
        .close();
    assertFalse(Files.exists(bundle));
    LogVerification pruned = log.verify();
    assertEquals(List.of(), pruned.findings());
    assertEquals(512, pruned.keptFrom());
  }
}
