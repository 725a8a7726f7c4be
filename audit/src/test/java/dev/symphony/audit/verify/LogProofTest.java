package dev.symphony.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.TestLog;
import dev.symphony.audit.note.VerifiedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogProofTest {
  @TempDir Path directory;

  private VerifiedCheckpoint write(int events) throws AuditLogException {
    return new TestLog(directory).write(events).verify().checkpoint().orElseThrow();
  }

  private static boolean holds(String text) {
    return LogProof.check(text, TestLog.key()).holds();
  }

  @Test
  void everyEntry_isProved_withAsManyHashesAsTheTreeIsHigh() throws Exception {
    VerifiedCheckpoint state = write(600);
    for (int index = 0; index < state.size(); index += 7) {
      LogProof proof = LogProof.ofEntry(directory, state, index);
      assertTrue(holds(proof.text()), proof.text());
      assertTrue(proof.length() <= 10);
    }
  }

  @Test
  void growth_isProved() throws Exception {
    VerifiedCheckpoint earlier = write(300);
    VerifiedCheckpoint later = write(400);
    LogProof proof = LogProof.ofGrowth(directory, earlier, later);
    assertTrue(holds(proof.text()));
    assertEquals(
        "audit-no-growth",
        assertThrows(AuditLogException.class, () -> LogProof.ofGrowth(directory, later, earlier))
            .code());
  }

  @Test
  void everyChangedByteOfAProof_breaksIt() throws Exception {
    VerifiedCheckpoint earlier = write(30);
    VerifiedCheckpoint later = write(40);
    for (LogProof proof :
        new LogProof[] {
          LogProof.ofEntry(directory, later, 12), LogProof.ofGrowth(directory, earlier, later)
        }) {
      byte[] bytes = proof.text().getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length - 1; i++) {
        byte[] changed = bytes.clone();
        changed[i] ^= 1;
        String forged = new String(changed, StandardCharsets.UTF_8);
        assertFalse(holds(forged), forged);
      }
    }
  }
}
