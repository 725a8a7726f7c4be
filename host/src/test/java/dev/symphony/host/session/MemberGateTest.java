package dev.symphony.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.SystemClock;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.pit.arbitration.Arbitration;
import dev.symphony.pit.arbitration.ArbitrationEngine;
import dev.symphony.pit.arbitration.ContendedResource;
import dev.symphony.pit.arbitration.Strategy;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Members of the Pit are reached through the gate, and not any more once that is revoked. */
class MemberGateTest {
  private final List<AuditEvent> recorded = new CopyOnWriteArrayList<>();

  @Test
  void member_isCalledOnRecordUntilItsGrantIsRevoked() {
    try (Kernel kernel =
        new Kernel(
            new SystemClock(),
            recorded::add,
            Services.CATALOG,
            new ContextGuestRuntime(),
            fault -> {})) {
      ArbitrationEngine engine =
          new ArbitrationEngine(List.of(new ContendedResource("cpu", 1, 1, new Strategy.Queue())));
      GatedMember member =
          GatedMember.of(kernel, Arbitration.class, engine, new Holder("conductor"));
      Answer.Returned returned =
          assertInstanceOf(Answer.Returned.class, member.call("ask", "cpu", "a", 1L, 0L));
      assertEquals(
          "granted", ((Map<?, ?>) Objects.requireNonNull(returned.value())).get("verdict"));
      assertTrue(recorded.stream().anyMatch(event -> event instanceof AuditEvent.Called));
      assertEquals(
          new Answer.Failed("arbitration-resource-unknown", "there is no such resource"),
          member.call("ask", "gpu", "a", 1L, 0L));
      kernel.grants().revoke(member.grant());
      assertEquals(new Answer.Denied(DenialReason.REVOKED), member.call("fairness", "cpu"));
    }
  }
}
