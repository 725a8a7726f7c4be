package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.RunningInvocation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits after which the worker goes on for others; those that cost it are elsewhere. */
@ExtendWith(Guests.Shared.class)
final class GuestLimitsTest {
  private static final GuestLimits SHORT =
      new GuestLimits(
          Duration.ofMillis(200), Duration.ofSeconds(60), Guests.ROOMY.heapBytes(), 1 << 20);

  static void assertLimit(Limit limit, GuestOutcome outcome) {
    assertEquals(
        limit, assertInstanceOf(GuestOutcome.LimitHit.class, outcome, outcome.toString()).limit());
  }

  @ParameterizedTest
  @EnumSource
  void anEndlessLoopRunsOutOfProcessorTime(Language language, Guests guests) {
    String text =
        switch (language) {
          case JAVASCRIPT -> "for (;;) { try { for (;;); } catch { } finally { for (;;); } }";
          case PYTHON ->
              "while True:\n  try:\n    while True: pass\n  except BaseException:\n    pass\n";
        };
    Set<Long> before = guests.runtime().workerPids();
    GuestOutcome outcome = guests.eval(language, text, SHORT, new Console());
    assertLimit(Limit.CPU, outcome);
    Duration cpu = outcome.usage().cpu();
    assertTrue(cpu.compareTo(SHORT.cpu()) >= 0, cpu.toString());
    assertEquals(1L, GuestValuesTest.value(guests.eval(language, "1")));
    assertTrue(guests.runtime().workerPids().containsAll(before), "a worker was killed for it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(a+)+$/.test('a'.repeat(200) + 'b') || /^(\\w+\\s?)*$/.test('x '.repeat(5000) + '!')"
            + " || (() => { for (;;) /(x+x+)+y/.test('x'.repeat(60)); })()",
        "const f = () => Promise.resolve().then(f); f()",
        "new Promise((r) => { (async () => { for (;;) await null; })(); })",
        "const a = Array.from({ length: 2e6 }, Math.random); for (;;) a.sort(() => Math.random() - 0.5)",
        "const t = JSON.stringify(Array(1e6).fill(1)); for (;;) JSON.parse(t)"
      })
  void builtinsAreStoppedToo(String text, Guests guests) {
    assertLimit(Limit.CPU, guests.eval(Language.JAVASCRIPT, text, SHORT, new Console()));
  }

  @ParameterizedTest
  @EnumSource
  void aFloodOfOutputIsCutOff(Language language, Guests guests) {
    String text =
        switch (language) {
          case JAVASCRIPT -> "for (;;) console.log('x'.repeat(1000));";
          case PYTHON -> "while True: print('x' * 1000)";
        };
    Console console = new Console();
    GuestLimits limits =
        new GuestLimits(Guests.ROOMY.cpu(), Guests.ROOMY.wall(), Guests.ROOMY.heapBytes(), 100_000);
    assertLimit(Limit.OUTPUT, guests.eval(language, text, limits, console));
    assertTrue(console.out().length() <= 100_000, "" + console.out().length());
  }

  @ParameterizedTest
  @EnumSource
  void aResultCountsAsOutput(Language language, Guests guests) {
    String huge = language == Language.PYTHON ? "'x' * 10_000_000" : "'x'.repeat(10_000_000)";
    String wide = language == Language.PYTHON ? "[0] * 3_000_000" : "new Array(1e9)";
    assertLimit(Limit.OUTPUT, guests.eval(language, huge));
    assertLimit(Limit.OUTPUT, guests.eval(language, wide));
  }

  @ParameterizedTest
  @EnumSource
  void aGuestThatWaitsTooLongRunsIntoTheClock(Language language, Guests guests) throws Exception {
    Demo demo = new Demo(1);
    GuestLimits limits =
        new GuestLimits(
            Guests.ROOMY.cpu(), Duration.ofMillis(1500), Guests.ROOMY.heapBytes(), 1 << 20);
    GuestOutcome outcome =
        Guests.run(
            guests.runtime(),
            Guests.order(
                "shared", Guests.script(language, "caps.demo.wait('x')"), demo, new Console()),
            new GuestInvocation.Evaluate(),
            limits);
    demo.release();
    assertLimit(Limit.WALL, outcome);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledInvocationEndsAndSoDoesWhatWaitsBehindIt(Language language, Guests guests)
      throws Exception {
    Demo demo = new Demo(1);
    String text =
        language == Language.PYTHON
            ? "caps.demo.wait('x')\nwhile True: pass"
            : "caps.demo.wait('x').then(() => { for (;;); })";
    try (GuestInstance guest =
        guests
            .runtime()
            .start(Guests.order("shared", Guests.script(language, text), demo, new Console()))) {
      RunningInvocation running = guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY);
      RunningInvocation behind = guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY);
      demo.awaitWaiters();
      behind.cancel();
      assertInstanceOf(GuestOutcome.Cancelled.class, Guests.outcome(behind));
      demo.release();
      running.cancel();
      assertInstanceOf(GuestOutcome.Cancelled.class, Guests.outcome(running));
    }
  }

  @Test
  void aClosedInstanceCancelsWhatItDoes(Guests guests) throws Exception {
    Demo demo = new Demo(1);
    GuestInstance guest =
        guests
            .runtime()
            .start(
                Guests.order(
                    "shared",
                    Guests.script(Language.JAVASCRIPT, "caps.demo.wait('x')"),
                    demo,
                    new Console()));
    RunningInvocation running = guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY);
    demo.awaitWaiters();
    guest.close();
    assertInstanceOf(GuestOutcome.Cancelled.class, Guests.outcome(running));
    demo.release();
    assertInstanceOf(
        GuestOutcome.Cancelled.class,
        Guests.outcome(guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY)));
  }
}
