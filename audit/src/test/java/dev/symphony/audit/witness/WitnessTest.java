package dev.symphony.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.TestKeys;
import dev.symphony.audit.TestLog;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.note.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final VerifierKey LOG = TestLog.key();
  private static final long TIME = 1_700_000_000;

  @TempDir Path base;

  private final SignerKey key = TestKeys.witness();
  private TestLog log = new TestLog(Path.of(""));
  private Witness witness = new Witness(Path.of(""), key);

  @BeforeEach
  void makeBoth() {
    log = new TestLog(base.resolve("log"));
    witness = new Witness(base.resolve("memory"), key);
  }

  private Sighting look(TestLog at) throws AuditLogException {
    return witness.look(at.directory(), LOG, TIME);
  }

  @Test
  void logThatGoesOn_isCosignedEachTime() throws Exception {
    long before = 0;
    for (int round = 0; round < 4; round++) {
      Sighting.Consistent sighting =
          assertInstanceOf(Sighting.Consistent.class, look(log.write(150)));
      assertTrue(sighting.cosigned().isSignedBy(key.verifier()));
      assertTrue(sighting.cosigned().isSignedBy(LOG));
      assertEquals(before, sighting.before());
      before = sighting.size();
    }
  }

  @Test
  void logThatWasRolledBack_isNotCosigned() throws Exception {
    TestLog old = log.write(10).copyTo(base.resolve("old"));
    look(log.write(10));
    Sighting.RolledBack sighting = assertInstanceOf(Sighting.RolledBack.class, look(old));
    assertEquals(22, sighting.seen().size());
    assertEquals(11, sighting.now().size());
  }

  @Test
  void forkedLog_isNotCosigned_andBothCheckpointsAreShown() throws Exception {
    TestLog other = log.write(300).copyTo(base.resolve("other"));
    look(log.write(20));
    other.write(30);
    assertTrue(other.verify().isSound(), "by itself each of them is sound");
    Sighting.Forked sighting = assertInstanceOf(Sighting.Forked.class, look(other));
    assertTrue(sighting.seen().note().isSignedBy(LOG));
    assertTrue(sighting.now().note().isSignedBy(LOG));
    assertInstanceOf(Sighting.Consistent.class, look(log));
  }

  @Test
  void changedTile_isNotCosigned() throws Exception {
    log.write(10);
    Path tile = log.directory().resolve("tile/0/000.p/11");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[40] ^= 1;
    Files.write(tile, bytes);
    assertInstanceOf(Sighting.Damaged.class, look(log));
  }

  @Test
  void changedMemory_isNotBelieved() throws Exception {
    look(log.write(10));
    Path kept = base.resolve("memory").resolve(LOG.id().toHex() + ".checkpoint");
    Files.writeString(kept, Files.readString(kept).replace("\n11\n", "\n10\n"));
    assertEquals(
        "audit-witness-memory", assertThrows(AuditLogException.class, () -> look(log)).code());
  }

  @Test
  void logOfAnotherKey_isNotLookedAt() throws Exception {
    log.write(1);
    assertEquals(
        "audit-checkpoint",
        assertThrows(
                AuditLogException.class,
                () -> witness.look(log.directory(), TestKeys.witness().verifier(), TIME))
            .code());
  }
}
