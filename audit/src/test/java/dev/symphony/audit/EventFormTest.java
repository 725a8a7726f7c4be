package dev.symphony.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormTest {
  private static List<AuditEvent> oneOfEach() {
    Grant grant = TestGrants.shelf();
    Holder holder = grant.holder();
    return List.of(
        new AuditEvent.Granted(1, grant),
        new AuditEvent.Revoked(2, grant, 3),
        new AuditEvent.Called(3, grant, 0, "a.txt"),
        new AuditEvent.Counted(4, grant, 99),
        new AuditEvent.CallFailed(5, grant, 0, "file-not-text"),
        new AuditEvent.Refused(6, grant, 7, "a.txt", DenialReason.NOT_GRANTED),
        new AuditEvent.ForgedHandle(7, holder, 255),
        new AuditEvent.Lifecycle(8, "metrics@0.1.0", "Loading", "Active"),
        new AuditEvent.GuestStopped(9, holder, "limit", "limit-cpu"),
        new AuditEvent.TokenRefused(10, new Holder("bearer"), "token-revoked"),
        new AuditEvent.Decided(11, "ada", "acme/metrics@0.1.0", "approved", "files.read:**"),
        new AuditEvent.TokenAdmitted(12, grant, List.of("ed25519:ab", "ed25519:cd check if true")));
  }

  private static String line(AuditRecord record) {
    return new String(RecordLine.write(record), StandardCharsets.UTF_8) + "\n";
  }

  @Test
  void everyEvent_hasItsLine() {
    List<String> lines =
        oneOfEach().stream().map(e -> line(EventForm.record(e.epochMillis(), e))).toList();
    assertEquals(
        """
        {"seq":1,"time":1,"type":"granted","subject":"metrics@0.1.0#3","outcome":"changed","grant":"g1","right":"shelf.fetch:**","service":"shelf"}
        {"seq":2,"time":2,"type":"revoked","subject":"metrics@0.1.0#3","outcome":"changed","ended":"3","grant":"g1","service":"shelf"}
        {"seq":3,"time":3,"type":"called","subject":"metrics@0.1.0#3","outcome":"allowed","grant":"g1","operation":"fetch","resource":"a.txt","service":"shelf"}
        {"seq":4,"time":4,"type":"counted","subject":"metrics@0.1.0#3","outcome":"allowed","calls":"99","grant":"g1","service":"shelf"}
        {"seq":5,"time":5,"type":"call-failed","subject":"metrics@0.1.0#3","outcome":"failed","code":"file-not-text","grant":"g1","operation":"fetch","service":"shelf"}
        {"seq":6,"time":6,"type":"refused","subject":"metrics@0.1.0#3","outcome":"refused","code":"denied-not-granted","grant":"g1","operation":"#7","resource":"a.txt","service":"shelf"}
        {"seq":7,"time":7,"type":"forged-handle","subject":"metrics@0.1.0#3","outcome":"refused","code":"denied-unknown-handle","handle":"ff"}
        {"seq":8,"time":8,"type":"lifecycle","subject":"metrics@0.1.0","outcome":"changed","from":"Loading","to":"Active"}
        {"seq":9,"time":9,"type":"guest-stopped","subject":"metrics@0.1.0#3","outcome":"failed","code":"limit-cpu","stopped":"limit"}
        {"seq":10,"time":10,"type":"token-refused","subject":"bearer","outcome":"refused","code":"token-revoked"}
        {"seq":11,"time":11,"type":"decided","subject":"acme/metrics@0.1.0","outcome":"changed","decision":"approved","detail":"files.read:**","who":"ada"}
        {"seq":12,"time":12,"type":"token-admitted","subject":"metrics@0.1.0#3","outcome":"changed","block0":"ed25519:ab","block1":"ed25519:cd check if true","blocks":"2","grant":"g1","service":"shelf"}
        """,
        String.join("", lines));
  }

  @Test
  void everyKindOfEvent_isAmongThose() {
    Set<Class<?>> kinds =
        oneOfEach().stream().map(AuditEvent::getClass).collect(Collectors.toSet());
    assertEquals(Set.copyOf(Arrays.asList(AuditEvent.class.getPermittedSubclasses())), kinds);
    Set<AuditRecord.Type> types =
        oneOfEach().stream()
            .map(e -> EventForm.record(1, e).type())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(AuditRecord.Type.class)));
    Set<AuditRecord.Type> own =
        EnumSet.of(
            AuditRecord.Type.LOG_OPENED,
            AuditRecord.Type.LOG_REPAIRED,
            AuditRecord.Type.LOG_PRUNED);
    assertEquals(EnumSet.complementOf(EnumSet.copyOf(own)), types);
  }

  @Test
  void lines_areReadBack() {
    for (AuditEvent event : oneOfEach()) {
      AuditRecord record = EventForm.record(1, event);
      assertEquals(record, RecordLine.parse(RecordLine.write(record)).orElseThrow());
    }
  }

  @Test
  void textWithLineEnds_staysOneLine() {
    AuditEvent event = new AuditEvent.Called(1, TestGrants.shelf(), 0, "a\n{\"seq\":2}\r\u2028\"");
    String line = line(EventForm.record(1, event));
    assertEquals(line.length() - 1, line.indexOf('\n'));
  }

  @Test
  void longText_isCut() {
    AuditEvent event = new AuditEvent.Called(1, TestGrants.shelf(), 0, "x".repeat(100_000));
    assertTrue(line(EventForm.record(1, event)).length() < 2_000);
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:geheim@example.org/a?token=geheim#geheim, https://example.org/a",
    "https://example.org?key=geheim, https://example.org",
    "https://geheim@example.org, https://example.org",
    "https://example.org/a@b, https://example.org/a@b",
    "plain?name, plain?name",
  })
  void secretsInUrls_stayOut(String resource, String shown) {
    AuditRecord record =
        EventForm.record(1, new AuditEvent.Called(1, TestGrants.shelf(), 0, resource));
    assertEquals(shown, record.field("resource"));
    assertFalse(line(record).contains("geheim"));
  }
}
