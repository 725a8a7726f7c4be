package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Guests in the host's own process. */
final class ContextGuestRuntimeTest {
  private static final ContextGuestRuntime RUNTIME = new ContextGuestRuntime();

  @AfterAll
  static void end() {
    RUNTIME.close();
  }

  private static GuestOutcome eval(String text, GuestLimits limits) {
    return Guests.run(
        RUNTIME,
        Guests.order("own", Guests.script(Language.JAVASCRIPT, text), new Demo(1), new Console()),
        new GuestInvocation.Evaluate(),
        limits);
  }

  @Test
  void callsAndValuesAreThoseOfAWorker() {
    assertEquals(
        List.of(5L, "x", "denied-not-granted"),
        GuestValuesTest.value(
            eval(
                "Promise.all([caps.demo.add(2, 3), caps.demo.echo('x'),"
                    + " caps.demo.refuseMe().catch((e) => e.code)])",
                Guests.ROOMY)));
  }

  @Test
  void timeIsLimited() {
    GuestLimits cpu =
        new GuestLimits(Duration.ofMillis(100), Duration.ofSeconds(60), 1 << 20, 1 << 20);
    GuestLimitsTest.assertLimit(Limit.CPU, eval("for (;;);", cpu));
    GuestLimits wall =
        new GuestLimits(Duration.ofSeconds(60), Duration.ofMillis(300), 1 << 20, 1 << 20);
    GuestLimitsTest.assertLimit(Limit.WALL, eval("caps.demo.wait('x')", wall));
  }

  @Test
  void theContextIsTheOnlyWall() throws Exception {
    Demo demo = new Demo(1);
    try (GuestInstance guest =
        RUNTIME.start(
            Guests.order(
                "own",
                Guests.script(Language.JAVASCRIPT, "caps.demo.wait('x')"),
                demo,
                new Console()))) {
      assertEquals(IsolationLabel.NONE.with(Wall.CONTEXT), guest.isolation());
      RunningInvocation running = guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY);
      demo.awaitWaiters();
      running.cancel();
      assertInstanceOf(GuestOutcome.Cancelled.class, Guests.outcome(running));
    }
    demo.release();
  }
}
