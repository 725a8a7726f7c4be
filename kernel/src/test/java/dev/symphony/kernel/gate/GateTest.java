package dev.symphony.kernel.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.ManualClock;
import dev.symphony.kernel.RecordedAudit;
import dev.symphony.kernel.Shelf;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final int GET = 0;
  private static final int ADD = 1;
  private static final int PUT = 2;
  private static final int DESCRIBE = 3;
  private static final int FAIL = 4;

  private final ManualClock clock = new ManualClock();
  private final RecordedAudit audit = new RecordedAudit();
  private final List<Throwable> faults = new ArrayList<>();
  private final GrantTree tree = new GrantTree(clock, audit);
  private final Gate gate = new Gate(clock, audit, faults::add);
  private final Holder guest = new Holder("guest#1");
  private final CapabilityTable table = new CapabilityTable(guest);

  private long grant(String right) {
    return table.insert(mint(right, AuditDetail.EACH_CALL));
  }

  private Grant mint(String right, AuditDetail detail) {
    return tree.mintRoot(guest, Right.parse(right), Shelf.object(), detail);
  }

  private Answer call(long handle, int operation, @Nullable Object... arguments) {
    return gate.call(table, handle, operation, arguments);
  }

  private static void assertReturned(@Nullable Object value, Answer answer) {
    assertEquals(new Answer.Returned(value), answer);
  }

  private static void assertDenied(DenialReason reason, Answer answer) {
    assertEquals(new Answer.Denied(reason), answer);
  }

  @Test
  void grantedCall_returnsTheAnswer() {
    assertReturned("<a/b>", call(grant("shelf.get:a/**"), GET, "a/b"));
    assertReturned(5L, call(grant("shelf.*"), ADD, 2L, 3.0));
  }

  @Test
  void recordsCrossAsObjects() {
    Answer answer =
        call(
            grant("shelf.*"),
            DESCRIBE,
            Map.of("name", "cup", "weight", 3L, "note", "blue"),
            Map.of("x", 1.5));
    assertReturned(
        List.of(
            Map.of("name", "cup", "weight", 3L, "note", "blue"),
            Map.of("name", "sum", "weight", 1L)),
        answer);
  }

  @Test
  void whatWasGivenLater_isReachedThroughTheSameHandle_untilItIsRevoked() {
    long handle = grant("shelf.get:a/**");
    Grant more = mint("shelf.get:b/**;calls=2", AuditDetail.EACH_CALL);
    table.extend(handle, more);
    assertReturned("<a/x>", call(handle, GET, "a/x"));
    assertReturned("<b/x>", call(handle, GET, "b/x"));
    assertEquals(more, audit.of(AuditEvent.Called.class).getLast().grant());
    assertDenied(DenialReason.RESOURCE, call(handle, GET, "c/x"));
    tree.revoke(more);
    assertDenied(DenialReason.RESOURCE, call(handle, GET, "b/x"));
  }

  @Test
  void handle_isExtendedByItsOwnersGrantsOnly() {
    long handle = grant("shelf.get");
    Grant foreign =
        tree.mintRoot(
            new Holder("guest#2"), Right.parse("shelf.get"), Shelf.object(), AuditDetail.EACH_CALL);
    assertThrows(IllegalArgumentException.class, () -> table.extend(handle, foreign));
    Grant own = mint("shelf.add", AuditDetail.EACH_CALL);
    assertThrows(IllegalArgumentException.class, () -> table.extend(handle + 1, own));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 24, 2L << 24, 99L << 24 | 7})
  void forgedHandles_reachNothing(long forged) {
    long real = grant("shelf.*");
    if (forged != real) {
      assertDenied(DenialReason.UNKNOWN_HANDLE, call(forged, ADD, 1L, 1L));
      assertEquals(1, audit.of(AuditEvent.ForgedHandle.class).size());
    }
  }

  @Test
  void handleOfAnotherTable_reachesNothing() {
    CapabilityTable other = new CapabilityTable(new Holder("guest#2"));
    long handle = grant("shelf.*");
    assertEquals(
        new Answer.Denied(DenialReason.UNKNOWN_HANDLE),
        gate.call(other, handle, ADD, new Object[] {1L, 1L}));
  }

  @Test
  void recycledHandle_reachesNothing() {
    long first = grant("shelf.*");
    table.remove(first);
    long second = grant("shelf.*");
    assertDenied(DenialReason.UNKNOWN_HANDLE, call(first, ADD, 1L, 1L));
    assertReturned(2L, call(second, ADD, 1L, 1L));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 2, 63, 64, 65, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void operationOutsideTheGrant_isRefused(int operation) {
    assertDenied(DenialReason.NOT_GRANTED, call(grant("shelf.get"), operation, "a"));
    AuditEvent.Refused refused = audit.of(AuditEvent.Refused.class).getFirst();
    assertEquals(DenialReason.NOT_GRANTED, refused.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "../a", "a/../b", "/a", "a//b", "", "a/b/"})
  void resourceOutsideTheGrant_isRefused(String path) {
    assertDenied(DenialReason.RESOURCE, call(grant("shelf.get:a/**"), GET, path));
  }

  @Test
  void resourceThatIsNoText_isRefused() {
    long handle = grant("shelf.get");
    assertDenied(DenialReason.RESOURCE, call(handle, GET, 7L));
    assertDenied(DenialReason.RESOURCE, call(handle, GET));
  }

  @Test
  void expiredGrant_isRefused() {
    long handle = grant("shelf.*:**;expires=1970-01-01T00:00:02Z");
    assertReturned(2L, call(handle, ADD, 1L, 1L));
    clock.advance(Duration.ofSeconds(1));
    assertDenied(DenialReason.EXPIRED, call(handle, ADD, 1L, 1L));
  }

  @Test
  void callQuota_isUsedUp() {
    long handle = grant("shelf.*:**;calls=2");
    call(handle, ADD, 1L, 1L);
    assertDenied(DenialReason.RESOURCE, call(handle, GET, ".."));
    call(handle, ADD, 1L, 1L);
    assertDenied(DenialReason.CALL_QUOTA, call(handle, ADD, 1L, 1L));
  }

  @Test
  void byteQuota_countsArgumentsAndResults() {
    long handle = grant("shelf.put:**;bytes=100");
    assertReturned(90L, call(handle, PUT, "a", Bytes.copyOf(new byte[90])));
    assertDenied(DenialReason.BYTE_QUOTA, call(handle, PUT, "a", Bytes.empty()));
  }

  @Test
  void rate_growsBackWithTime() {
    long handle = grant("shelf.*:**;rate=2/s");
    assertReturned(2L, call(handle, ADD, 1L, 1L));
    assertReturned(2L, call(handle, ADD, 1L, 1L));
    assertDenied(DenialReason.RATE, call(handle, ADD, 1L, 1L));
    clock.advance(Duration.ofMillis(1001));
    assertReturned(2L, call(handle, ADD, 1L, 1L));
  }

  @Test
  void refusalByALaterMeter_refundsTheEarlierOnes() {
    long handle = grant("shelf.*:**;calls=2;rate=1/s");
    assertReturned(2L, call(handle, ADD, 1L, 1L));
    assertDenied(DenialReason.RATE, call(handle, ADD, 1L, 1L));
    clock.advance(Duration.ofSeconds(2));
    assertReturned(2L, call(handle, ADD, 1L, 1L));
  }

  @Test
  void argumentLimits_areChecked() {
    long handle = grant("shelf.*:**;max.a=10;length.content=2");
    assertReturned(11L, call(handle, ADD, 10L, 1L));
    assertDenied(DenialReason.ARGUMENT, call(handle, ADD, 11L, 1L));
    assertDenied(DenialReason.ARGUMENT, call(handle, ADD, "10", 1L));
    assertDenied(DenialReason.ARGUMENT, call(handle, PUT, "a", Bytes.utf8("abc")));
    assertReturned(2L, call(handle, PUT, "a", Bytes.utf8("ab")));
  }

  @Test
  void wrongArguments_areAnswered() {
    long handle = grant("shelf.*");
    assertEquals("argument-type", failure(call(handle, ADD, "x", 1L)).code());
    assertEquals("argument-type", failure(call(handle, ADD)).code());
    assertEquals("argument-type", failure(call(handle, ADD, 1.5, 1L)).code());
    assertEquals("argument-count", failure(call(handle, ADD, 1L, 2L, 3L)).code());
    assertEquals("argument-type", failure(call(handle, DESCRIBE, Map.of(), Map.of())).code());
  }

  @Test
  void expectedFailure_tellsTheCaller() {
    assertEquals(
        new Answer.Failed("shelf-broken", "the shelf broke"), call(grant("shelf.*"), FAIL, true));
  }

  @Test
  void unexpectedFailure_tellsTheHostOnly() {
    Answer.Failed failed = failure(call(grant("shelf.*"), FAIL, false));
    assertEquals("service-fault", failed.code());
    assertFalse(failed.message().contains("secret"));
    assertTrue(faults.getFirst().toString().contains("secret"));
  }

  @Test
  void countedCalls_areRecordedInSum() {
    Grant grant = mint("shelf.*", AuditDetail.COUNTED);
    long handle = table.insert(grant);
    for (int i = 0; i < 1000; i++) {
      call(handle, ADD, 1L, 1L);
    }
    assertTrue(audit.of(AuditEvent.Called.class).isEmpty());
    tree.flushCounts();
    tree.flushCounts();
    assertEquals(
        List.of(1000L),
        audit.of(AuditEvent.Counted.class).stream().map(AuditEvent.Counted::calls).toList());
  }

  @Test
  void fullTable_saysSo() {
    long[] handles = new long[300];
    Arrays.setAll(handles, i -> grant("shelf.*"));
    assertEquals(300, Arrays.stream(handles).distinct().count());
  }

  private static Answer.Failed failure(Answer answer) {
    return assertInstanceOf(Answer.Failed.class, answer);
  }
}
