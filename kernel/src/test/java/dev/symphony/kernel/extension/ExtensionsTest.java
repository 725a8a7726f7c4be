package dev.symphony.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.ManualClock;
import dev.symphony.kernel.RecordedAudit;
import dev.symphony.kernel.ScriptedRuntime;
import dev.symphony.kernel.Shelf;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.kernel.service.ServiceCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExtensionsTest {
  private final RecordedAudit audit = new RecordedAudit();
  private final ScriptedRuntime runtime = new ScriptedRuntime();
  private final Kernel kernel =
      new Kernel(
          new ManualClock(),
          audit,
          new ServiceCatalog(List.of(Shelf.DECLARATION)),
          runtime,
          fault -> {});
  private final Grant shelf =
      kernel
          .grants()
          .mintRoot(
              new Holder("host"), Right.to("shelf", "*"), Shelf.object(), AuditDetail.EACH_CALL);

  private Extension install(String name) throws LifecycleException {
    GuestProgram program =
        new GuestProgram(
            Language.JAVASCRIPT,
            GuestProgram.Form.MODULE,
            "main.mjs",
            Map.of("main.mjs", Bytes.empty()));
    return kernel
        .extensions()
        .install(
            new ExtensionDescriptor(
                new ExtensionId("acme", name, "1.0.0"), program, GuestLimits.DEFAULT));
  }

  private Activation activate(Extension extension, Endowment... endowments) throws Exception {
    return kernel.extensions().activate(extension, List.of(endowments), (stream, text) -> {});
  }

  private static RunningInvocation run(Activation activation) {
    return activation.invoke(new GuestInvocation.Evaluate(), GuestLimits.DEFAULT);
  }

  private Answer call(GuestStart start, String operation, Object... arguments) {
    Binding.BoundOperation bound =
        start.bindings().getFirst().operations().stream()
            .filter(o -> o.declaration().name().equals(operation))
            .findFirst()
            .orElseThrow();
    return start.calls().call(bound.handle(), bound.declaration().index(), arguments);
  }

  @Test
  void endowedOperation_isReached_andNothingElse() throws Exception {
    activate(install("a"), new Endowment("shelf", shelf, Right.parse("shelf.get:a/**")));
    GuestStart start = runtime.starts.getFirst();
    assertEquals(new Answer.Returned("<a/x>"), call(start, "get", "a/x"));
    assertEquals(new Answer.Denied(DenialReason.RESOURCE), call(start, "get", "b"));
    assertEquals(new Answer.Denied(DenialReason.NOT_GRANTED), call(start, "add", 1L, 2L));
  }

  @Test
  void nothingEndowed_isThereButRefusedAndRecorded() throws Exception {
    activate(install("a"));
    GuestStart start = runtime.starts.getFirst();
    assertEquals(new Answer.Denied(DenialReason.NOT_GRANTED), call(start, "get", "a"));
    AuditEvent.Refused refused = audit.of(AuditEvent.Refused.class).getFirst();
    assertEquals("acme/a@1.0.0#1", refused.grant().holder().name());
    assertEquals("shelf", refused.grant().right().service());
  }

  @Test
  void twoEndowmentsUnderOneName_reachTheirOwnOperations() throws Exception {
    activate(
        install("a"),
        new Endowment("shelf", shelf, Right.parse("shelf.get:a")),
        new Endowment("shelf", shelf, Right.parse("shelf.add")));
    GuestStart start = runtime.starts.getFirst();
    assertEquals(new Answer.Returned("<a>"), call(start, "get", "a"));
    assertEquals(new Answer.Returned(3L), call(start, "add", 1L, 2L));
  }

  @Test
  void closing_revokesWhatTheActivationHad() throws Exception {
    Activation activation = activate(install("a"), Endowment.of(shelf));
    activation.close();
    assertEquals(
        new Answer.Denied(DenialReason.REVOKED), call(runtime.starts.getFirst(), "add", 1L, 2L));
    assertFalse(shelf.isRevoked());
    assertEquals(LifecycleState.INACTIVE, activation.extension().state());
  }

  @Test
  void revokingTheSource_reachesARunningGuestAtItsNextCall() throws Exception {
    activate(install("a"), Endowment.of(shelf));
    kernel.grants().revoke(shelf);
    assertEquals(
        new Answer.Denied(DenialReason.REVOKED), call(runtime.starts.getFirst(), "add", 1L, 2L));
  }

  @Test
  void lentRight_isNarrowerThanTheLenders_andEndsWithEither() throws Exception {
    Activation lender =
        activate(install("a"), new Endowment("shelf", shelf, Right.parse("shelf.get:a/**")));
    Activation borrower = activate(install("b"));
    Activation other = activate(install("c"));
    assertTrue(lender.lend(borrower, Right.parse("shelf.*:**")));
    GuestStart start = runtime.starts.get(1);
    assertEquals(new Answer.Returned("<a/x>"), call(start, "get", "a/x"));
    assertInstanceOf(Answer.Denied.class, call(start, "get", "b"));
    assertInstanceOf(Answer.Denied.class, call(start, "add", 1L, 2L));
    assertFalse(borrower.lend(other, Right.parse("shelf.get:**")), "lent on");
    lender.close();
    assertInstanceOf(Answer.Denied.class, call(start, "get", "a/x"));
    assertFalse(lender.lend(borrower, Right.parse("shelf.get:**")), "ended");
  }

  @Test
  void failedStart_leavesNoGrantBehind() throws Exception {
    runtime.failingStarts = 1;
    Extension extension = install("a");
    assertThrows(GuestStartException.class, () -> activate(extension, Endowment.of(shelf)));
    assertEquals(LifecycleState.FAILED, extension.state());
    assertEquals(1, audit.of(AuditEvent.Revoked.class).size());
    activate(extension);
    assertEquals(LifecycleState.ACTIVE, extension.state());
  }

  @Test
  void draining_waitsForWhatRuns_andRefusesNewWork() throws Exception {
    Extension extension = install("a");
    Activation activation = activate(extension);
    run(activation);
    Thread drainer = Thread.startVirtualThread(() -> extension.drain(Duration.ofSeconds(30)));
    while (extension.state() != LifecycleState.DRAINING) {
      Thread.onSpinWait();
    }
    assertThrows(LifecycleException.class, () -> activate(extension));
    assertInstanceOf(GuestOutcome.HostFault.class, run(activation).outcome().join());
    runtime.begun.getFirst().complete(new GuestOutcome.Completed("done", Usage.NONE));
    drainer.join();
    assertEquals(LifecycleState.INACTIVE, extension.state());
  }

  @Test
  void drainingPastTheDeadline_endsWhatRuns() throws Exception {
    Extension extension = install("a");
    RunningInvocation running = run(activate(extension));
    assertFalse(extension.drain(Duration.ofNanos(1)));
    assertInstanceOf(GuestOutcome.Cancelled.class, running.outcome().join());
  }

  @Test
  void removing_needsQuiet() throws Exception {
    Extension extension = install("a");
    Activation activation = activate(extension);
    assertThrows(LifecycleException.class, () -> kernel.extensions().remove(extension));
    activation.close();
    kernel.extensions().remove(extension);
    assertTrue(kernel.extensions().list().isEmpty());
    assertThrows(LifecycleException.class, () -> activate(extension));
  }

  @Test
  void installingTwice_isRefused() throws Exception {
    install("a");
    assertEquals(
        "extension-installed", assertThrows(LifecycleException.class, () -> install("a")).code());
  }

  @Test
  void badOutcomes_areRecorded() throws Exception {
    Activation activation = activate(install("a"));
    run(activation);
    GuestError error = new GuestError("guest-exception", "boom");
    runtime.begun.getFirst().complete(new GuestOutcome.Failed(error, Usage.NONE));
    assertEquals("guest-exception", audit.of(AuditEvent.GuestStopped.class).getFirst().code());
  }

  @ParameterizedTest
  @EnumSource(LifecycleState.class)
  void removedIsTheEnd_andFailedIsReachableFromEverywhereElse(LifecycleState state) {
    assertFalse(LifecycleState.REMOVED.canBecome(state));
    boolean terminal = state == LifecycleState.REMOVED || state == LifecycleState.FAILED;
    assertEquals(!terminal, state.canBecome(LifecycleState.FAILED));
  }
}
