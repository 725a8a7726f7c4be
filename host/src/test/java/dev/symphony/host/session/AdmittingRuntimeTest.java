package dev.symphony.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.sandbox.selftest.SelfTestRecord;
import dev.symphony.sandbox.selftest.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests are started only where they are admitted, and behind the walls required. */
class AdmittingRuntimeTest {
  private static final GuestStart ORDER =
      new GuestStart(
          "test",
          "test",
          new GuestProgram(
              Language.JAVASCRIPT,
              GuestProgram.Form.SCRIPT,
              "a.js",
              Map.of("a.js", Bytes.utf8("1"))),
          GuestLimits.DEFAULT,
          List.of(),
          (handle, operation, arguments) -> new Answer.Returned(null),
          (stream, text) -> {});

  @TempDir private Path directory;
  private int tested;

  /** A runtime that starts one idle guest behind some walls, and counts. */
  private static final class Idle implements GuestRuntime, GuestInstance {
    private final IsolationLabel walls;
    private int started;
    private int ended;

    Idle(String walls) {
      this.walls = IsolationLabel.parse(walls);
    }

    @Override
    public GuestInstance start(GuestStart start) {
      started++;
      return this;
    }

    @Override
    public IsolationLabel isolation() {
      return walls;
    }

    @Override
    public RunningInvocation invoke(GuestInvocation what, GuestLimits limits) {
      throw new IllegalStateException("nobody calls it");
    }

    @Override
    public void close() {
      ended++;
    }
  }

  private static String codeOf(GuestRuntime runtime) {
    return assertThrows(GuestStartException.class, () -> runtime.start(ORDER)).error().code();
  }

  @Test
  void aWallThatDoesNotStand_refusesTheGuest() {
    Idle idle = new Idle("context+process+landlock(4)");
    assertEquals(
        "isolation-too-weak",
        codeOf(
            new AdmittingRuntime(
                idle, language -> Optional.empty(), IsolationLabel.parse("landlock(6)+seccomp"))));
    assertEquals(1, idle.ended);
  }

  @Test
  void wallsThatStand_admitTheGuest() throws GuestStartException {
    Idle idle = new Idle("context+process+landlock(7)+seccomp");
    IsolationLabel required = IsolationLabel.parse("landlock(6)+seccomp");
    new AdmittingRuntime(idle, language -> Optional.empty(), required).start(ORDER);
    assertEquals(1, idle.started);
    assertEquals(0, idle.ended);
  }

  @Test
  void aBrokenWall_refusesEveryGuest_andIsNotTriedAgain() {
    Idle idle = new Idle("context");
    Admission admission =
        new SelfTestedAdmission(
            new SelfTestRecord(directory),
            language -> {
              tested++;
              return List.of(new Trial("jail: read", Optional.of("done")));
            });
    GuestRuntime runtime = new AdmittingRuntime(idle, admission, IsolationLabel.NONE);
    assertEquals("self-test-failed", codeOf(runtime));
    assertEquals("self-test-failed", codeOf(runtime));
    assertEquals(0, idle.started);
    assertEquals(1, tested);
  }

  @Test
  void whereNoWallWasTried_noGuestIsAdmitted() throws Exception {
    Admission admission =
        new SelfTestedAdmission(new SelfTestRecord(directory), language -> List.of());
    assertTrue(admission.refusal(Language.JAVASCRIPT).isPresent());
    assertTrue(admission.refusal(Language.JAVASCRIPT).isPresent());
  }

  @Test
  void wallsThatHeld_areNotTriedAgainByTheNextSession() throws Exception {
    for (int session = 0; session < 2; session++) {
      Admission admission =
          new SelfTestedAdmission(
              new SelfTestRecord(directory),
              language -> {
                tested++;
                return List.of(new Trial("jail: read", Optional.empty()));
              });
      assertTrue(admission.refusal(Language.PYTHON).isEmpty());
    }
    assertEquals(1, tested);
  }
}
