package dev.symphony.host.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.UserError;
import dev.symphony.kernel.grant.AuditDetail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRulesTest {
  @TempDir Path home;

  private AuditRules rules(String text) throws Exception {
    Files.writeString(home.resolve(AuditRules.FILE), text);
    return AuditRules.of(home);
  }

  @Test
  void withoutAFile_theDefaultsHold() throws Exception {
    assertEquals(AuditRules.DEFAULT, AuditRules.of(home));
    assertEquals(AuditDetail.COUNTED, AuditRules.DEFAULT.detail("clock"));
    assertEquals(AuditDetail.EACH_CALL, AuditRules.DEFAULT.detail("files"));
  }

  @Test
  void file_saysWhatIsCountedAndHowLongRecordsAreKept() throws Exception {
    AuditRules rules = rules("counted = [\"kv\"]\nkeep = \"72h\"\n");
    assertEquals(new AuditRules(Set.of("kv"), Optional.of(Duration.ofDays(3))), rules);
    assertEquals(Optional.of(Duration.ofDays(3)), rules.settings().retention());
    assertEquals(Set.of(), rules("counted = []\n").counted());
  }

  @Test
  void whatItDoesNotKnow_isRefusedWithItsPlace() {
    UserError error = assertThrows(UserError.class, () -> rules("keep = \"72h\"\nkeeep = 1\n"));
    assertTrue(error.code().startsWith("audit-rules-"), error.code());
    assertTrue(error.text().contains(":2:"), error.text());
    assertEquals(
        "audit-rules-syntax", assertThrows(UserError.class, () -> rules("keep = ")).code());
  }
}
