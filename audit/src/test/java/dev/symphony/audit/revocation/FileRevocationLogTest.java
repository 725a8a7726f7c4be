package dev.symphony.audit.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.token.RevocationId;
import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.Revocation;
import dev.symphony.kernel.grant.RevocationNotDurableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRevocationLogTest {
  @TempDir Path directory;

  private Path path() {
    return directory.resolve("revocations.log");
  }

  private static Revocation grant(long id) {
    return new Revocation.OfGrant(new GrantId(id));
  }

  private static Revocation block(String id) {
    return new Revocation.OfBlock(new RevocationId(Bytes.utf8(id)));
  }

  private void write(Revocation... revocations) throws IOException {
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      for (Revocation revocation : revocations) {
        log.record(List.of(revocation));
      }
    }
  }

  @Test
  void revocations_surviveARestart() throws IOException {
    write(grant(5), block("signature"));
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      assertTrue(log.isRevoked(grant(5)));
      assertTrue(log.isRevoked(block("signature")));
      assertFalse(log.isRevoked(grant(6)));
      assertFalse(log.isRevoked(block("another")));
    }
  }

  @Test
  void version_changesWithEveryNews() throws IOException {
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      long before = log.version();
      log.record(List.of(grant(1)));
      assertNotEquals(before, log.version());
      long after = log.version();
      log.record(List.of(grant(1)));
      assertEquals(after, log.version());
    }
  }

  @Test
  void file_isForTheOwnerAlone() throws IOException {
    write(grant(1));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
  }

  @Test
  void everyTornTail_isCutOff_andTheRestIsKept() throws IOException {
    write(grant(1), grant(2));
    int whole = (int) Files.size(path());
    write(grant(3));
    byte[] bytes = Files.readAllBytes(path());
    for (int length = whole; length < bytes.length; length++) {
      Files.write(path(), Arrays.copyOf(bytes, length));
      try (FileRevocationLog log = FileRevocationLog.open(path())) {
        assertTrue(log.isRevoked(grant(2)));
        assertFalse(log.isRevoked(grant(3)));
        assertEquals(whole, Files.size(path()));
        log.record(List.of(grant(4)));
      }
      try (FileRevocationLog log = FileRevocationLog.open(path())) {
        assertTrue(log.isRevoked(grant(4)));
      }
    }
  }

  @Test
  void tailOfZeroes_isCutOff() throws IOException {
    write(grant(1));
    byte[] bytes = Files.readAllBytes(path());
    Files.write(path(), Arrays.copyOf(bytes, bytes.length + 500));
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      assertTrue(log.isRevoked(grant(1)));
      assertEquals(bytes.length, Files.size(path()));
    }
  }

  @Test
  void everyChangedByteBeforeTheLastBatch_isNoticed() throws IOException {
    write(grant(1), grant(2), grant(3));
    byte[] bytes = Files.readAllBytes(path());
    int lastBatch = bytes.length - 22;
    for (int i = 0; i < lastBatch; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x41;
      Files.write(path(), changed);
      assertThrows(RevocationLogDamagedException.class, () -> FileRevocationLog.open(path()));
    }
  }

  @Test
  void whatAnotherProcessAppends_isTakenIn() throws Exception {
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      log.record(List.of(grant(100)));
      assertEquals(0, child(3).waitFor());
      assertFalse(log.isRevoked(grant(3)));
      log.refresh();
      assertTrue(log.isRevoked(grant(3)));
      log.record(List.of(grant(101)));
    }
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      assertEquals(5, log.size());
    }
  }

  @Test
  void followedLog_learnsFromOthersByItself() throws Exception {
    try (FileRevocationLog log = FileRevocationLog.open(path());
        FileRevocationLog follower = FileRevocationLog.open(path())) {
      follower.follow(Duration.ofMillis(1));
      long before = follower.version();
      log.record(List.of(grant(9)));
      while (follower.version() == before) {
        Thread.onSpinWait();
      }
      assertTrue(follower.isRevoked(grant(9)));
    }
  }

  @Test
  void logThatIsDamagedMeanwhile_revokesEverything() throws Exception {
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      assertFalse(log.isRevoked(grant(7)));
      byte[] garbage = new byte[100];
      Arrays.fill(garbage, (byte) 7);
      Files.write(path(), garbage, StandardOpenOption.APPEND);
      log.refresh();
      assertTrue(log.isRevoked(grant(7)));
    }
  }

  @Test
  void closedLog_doesNotAcknowledge() throws IOException {
    FileRevocationLog log = FileRevocationLog.open(path());
    log.close();
    assertThrows(RevocationNotDurableException.class, () -> log.record(List.of(grant(1))));
    assertTrue(log.isRevoked(grant(1)));
  }

  @Test
  void interruptedCaller_doesNotCloseTheLogForOthers() throws IOException {
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      Thread.currentThread().interrupt();
      log.record(List.of(grant(1)));
      assertTrue(Thread.interrupted());
      log.record(List.of(grant(2)));
    }
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      assertEquals(2, log.size());
    }
  }

  @Test
  void manyCallers_shareWrites() throws Exception {
    try (FileRevocationLog log = FileRevocationLog.open(path());
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      LongStream.rangeClosed(1, 1_000)
          .forEach(id -> {
            var _ = callers.submit(() -> log.record(List.of(grant(id))));
          });
    }
    assertTrue(Files.size(path()) < 8 + 1_000 * 22, "some batches hold several revocations");
    try (FileRevocationLog log = FileRevocationLog.open(path())) {
      assertEquals(1_000, log.size());
    }
  }

  @Test
  void killedInTheMiddle_losesNoAcknowledgedRevocation() throws Exception {
    for (int killAfter : new int[] {1, 137, 500}) {
      Files.deleteIfExists(path());
      Process child = child(1_000);
      long acknowledged = 0;
      try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          acknowledged = Long.parseLong(line);
          if (acknowledged == killAfter) {
            child.toHandle().destroyForcibly();
          }
        }
      }
      assertNotEquals(0, child.waitFor(), "the child was killed before it was done");
      try (FileRevocationLog log = FileRevocationLog.open(path())) {
        long last = acknowledged;
        assertTrue(last >= killAfter && last < 1_000);
        assertTrue(LongStream.rangeClosed(1, last).allMatch(id -> log.isRevoked(grant(id))));
        assertTrue(log.size() <= last + 1);
      }
    }
  }

  private Process child(int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RevokingChild.class.getName(),
            path().toString(),
            Integer.toString(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
