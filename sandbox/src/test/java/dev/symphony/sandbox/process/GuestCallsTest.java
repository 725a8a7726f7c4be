package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.RunningInvocation;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The calls of guests through {@code caps}. */
@ExtendWith(Guests.Shared.class)
@SuppressWarnings("StringConcatToTextBlock") // two languages side by side read better so
final class GuestCallsTest {
  @ParameterizedTest
  @EnumSource
  void aModuleCallsAndReturns(Language language, Guests guests) {
    GuestProgram program =
        switch (language) {
          case JAVASCRIPT ->
              Guests.module(
                  language,
                  Map.of(
                      "main.mjs",
                      "import { twice } from './twice.mjs';\n"
                          + "export default async function run(input, caps) {\n"
                          + "  const t = await caps.demo.tree();\n"
                          + "  return { sum: caps.demo.add(input.n, 1), twice: twice(input.n),\n"
                          + "    echo: await caps.demo.echo('x'), list: t.list,\n"
                          + "    own: Object.hasOwn(t, '__proto__') && t.hidden === undefined };\n}\n",
                      "twice.mjs",
                      "export const twice = (n) => 2 * n;\n"),
                  "main.mjs");
          case PYTHON ->
              Guests.module(
                  language,
                  Map.of(
                      "main.py",
                      "import doubling\n\n"
                          + "def run(input, caps):\n"
                          + "    t = caps.demo.tree()\n"
                          + "    return {'sum': caps.demo.add(input['n'], 1),\n"
                          + "        'twice': doubling.twice(input['n']),\n"
                          + "        'echo': caps.demo.echo('x'), 'list': t['list'],\n"
                          + "        'own': t['__proto__'] == {'hidden': True}}\n",
                      "doubling.py",
                      "def twice(n):\n    return 2 * n\n"),
                  "main.py");
        };
    assertEquals(
        Map.of(
            "sum",
            5L,
            "twice",
            8L,
            "echo",
            "x",
            "list",
            List.of("x", 1L, 2.5, Bytes.utf8("bytes")),
            "own",
            true),
        GuestValuesTest.value(guests.call(program, Map.of("n", 4L))));
  }

  @Test
  void aModuleIsEvaluatedOnce_andEachSandboxHasItsOwn(Guests guests) {
    GuestProgram program =
        Guests.module(
            Language.JAVASCRIPT,
            Map.of(
                "src/main.mjs",
                """
                import { half } from './half.mjs';
                globalThis.evaluations = (globalThis.evaluations ?? 0) + 1;
                const later = await Promise.resolve(half(8));
                export function run() { return [globalThis.evaluations, later, import.meta.url]; }
                """,
                "src/half.mjs",
                "export const half = (n) => n / 2;"),
            "src/main.mjs");
    for (int sandbox = 0; sandbox < 2; sandbox++) {
      assertEquals(
          List.of(1L, 4L, "file:///src/main.mjs"), GuestValuesTest.value(guests.call(program, "")));
    }
  }

  @Test
  void aModuleThatThrows_failsWithWhatItThrew(Guests guests) {
    GuestProgram program =
        Guests.module(
            Language.JAVASCRIPT,
            Map.of("main.mjs", "throw new RangeError('not today'); export function run() {}"),
            "main.mjs");
    var failed = assertInstanceOf(GuestOutcome.Failed.class, guests.call(program, ""));
    assertTrue(failed.error().message().startsWith("RangeError: not today"), failed.toString());
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatTheGuestDoesNotCopeWithIsADenial(Language language, Guests guests) {
    String name = language == Language.PYTHON ? "refuse_me" : "refuseMe";
    var denied =
        assertInstanceOf(
            GuestOutcome.Denied.class, guests.eval(language, "caps.demo." + name + "()"));
    assertEquals("denied-not-granted", denied.error().code());
    String now = language == Language.PYTHON ? "refuse_now" : "refuseNow";
    assertInstanceOf(GuestOutcome.Denied.class, guests.eval(language, "caps.demo." + now + "()"));
  }

  @ParameterizedTest
  @EnumSource
  void aFailureThatTheGuestDoesNotCopeWithIsAFailureWithItsCode(Language language, Guests guests) {
    String name = language == Language.PYTHON ? "fail_me" : "failMe";
    var failed =
        assertInstanceOf(
            GuestOutcome.Failed.class, guests.eval(language, "caps.demo." + name + "()"));
    assertEquals("demo-failed", failed.error().code());
    assertTrue(failed.error().message().startsWith("it was asked to"), failed.error().message());
  }

  @Test
  void aGuestCanCopeWithRefusals(Guests guests) {
    List<String> expected =
        List.of("CapabilityError", "denied-not-granted", "this operation was not granted");
    assertEquals(
        expected,
        GuestValuesTest.value(
            guests.eval(
                Language.JAVASCRIPT,
                "caps.demo.refuseMe().catch((e) => e instanceof CapabilityError"
                    + " && [e.name, e.code, e.message])")));
    assertEquals(
        expected,
        GuestValuesTest.value(
            guests.eval(
                Language.PYTHON,
                "try:\n  caps.demo.refuse_me()\nexcept CapabilityError as e:\n"
                    + "  told = [type(e).__name__, e.code, str(e)]\ntold")));
  }

  @Test
  void anErrorThatOnlyLooksLikeARefusalIsNone(Guests guests) {
    assertInstanceOf(
        GuestOutcome.Failed.class,
        guests.eval(
            Language.JAVASCRIPT,
            "throw new CapabilityError('this operation was not granted', 'denied-not-granted')"));
    assertInstanceOf(
        GuestOutcome.Failed.class,
        guests.eval(
            Language.PYTHON,
            "e = CapabilityError('this operation was not granted', 'denied-not-granted')\n"
                + "e._serial = 0\nraise e"));
  }

  @Test
  void argumentsThatAreNoDataAreRefusedWithTheirPlace(Guests guests) {
    assertEquals(
        List.of("argument-not-json", "argument 2: $.a[1] is a function"),
        GuestValuesTest.value(
            guests.eval(
                Language.JAVASCRIPT,
                "caps.demo.echo(1, { a: [0, () => 1] }).catch((e) => [e.code, e.message])")));
    assertEquals(
        List.of("argument-not-json", "argument 1: $[0] is an object that is not plain data"),
        GuestValuesTest.value(
            guests.eval(
                Language.PYTHON,
                "try:\n  caps.demo.echo([{1}])\nexcept CapabilityError as e:\n"
                    + "  told = [e.code, str(e)]\ntold")));
  }

  @Test
  void manyCallsAreUnderWayAtOnceAndEachGetsItsAnswer(Guests guests) throws Exception {
    Demo demo = new Demo(200);
    GuestProgram program =
        Guests.script(
            Language.JAVASCRIPT,
            "Promise.all(Array.from({ length: 200 }, (_, i) => caps.demo.wait(i)))");
    try (GuestInstance guest =
        guests.runtime().start(Guests.order("shared", program, demo, new Console()))) {
      RunningInvocation running = guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY);
      demo.awaitWaiters();
      demo.release();
      assertEquals(
          LongStream.range(0, 200).boxed().toList(),
          GuestValuesTest.value(Guests.outcome(running)));
    }
  }

  @Test
  void tooManyCallsAtOnceAreALimit(Guests guests) throws Exception {
    Demo demo = new Demo(1);
    GuestProgram program =
        Guests.script(Language.JAVASCRIPT, "for (let i = 0; i < 300; i++) caps.demo.wait(i); 1");
    GuestOutcome outcome =
        Guests.run(
            guests.runtime(),
            Guests.order("shared", program, demo, new Console()),
            new GuestInvocation.Evaluate(),
            Guests.ROOMY);
    demo.release();
    assertEquals(Limit.CALLS, assertInstanceOf(GuestOutcome.LimitHit.class, outcome).limit());
  }

  @ParameterizedTest
  @EnumSource
  void tooManyMessagesInASecondAreALimit(Language language, Guests guests) {
    String text =
        switch (language) {
          case JAVASCRIPT -> "for (;;) caps.demo.add(1, 2);";
          case PYTHON -> "while True: caps.demo.add(1, 2)";
        };
    GuestOutcome outcome =
        Guests.run(
            guests.runtime(),
            Guests.order("flood", Guests.script(language, text), new Demo(1), new Console()),
            new GuestInvocation.Evaluate(),
            Guests.ROOMY.withMessagesPerSecond(50));
    assertEquals(Limit.MESSAGES, assertInstanceOf(GuestOutcome.LimitHit.class, outcome).limit());
  }

  @Test
  void anInstanceKeepsItsStateBetweenInvocations(Guests guests) throws Exception {
    GuestProgram program =
        Guests.module(
            Language.JAVASCRIPT,
            Map.of("m.mjs", "let n = 0;\nexport const run = (by) => (n += by);\n"),
            "m.mjs");
    try (GuestInstance guest =
        guests.runtime().start(Guests.order("shared", program, new Demo(1), new Console()))) {
      var add = new GuestInvocation.Call("run", List.of(2L));
      assertEquals(2L, GuestValuesTest.value(Guests.outcome(guest.invoke(add, Guests.ROOMY))));
      RunningInvocation second = guest.invoke(add, Guests.ROOMY);
      RunningInvocation third = guest.invoke(add, Guests.ROOMY);
      assertEquals(6L, GuestValuesTest.value(Guests.outcome(third)));
      assertEquals(4L, GuestValuesTest.value(Guests.outcome(second)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theConsoleComesOut(Language language, Guests guests) {
    Console console = new Console();
    String text =
        switch (language) {
          case JAVASCRIPT -> "console.log('héllo', 1); console.error('oh'); 1";
          case PYTHON -> "import sys\nprint('héllo', 1)\nprint('oh', file=sys.stderr)\n1";
        };
    assertEquals(1L, GuestValuesTest.value(guests.eval(language, text, Guests.ROOMY, console)));
    assertEquals("héllo 1\n", console.out());
    assertEquals("oh\n", console.err());
  }

  @ParameterizedTest
  @EnumSource
  void aLineComesOutWhileTheGuestGoesOn(Language language, Guests guests) throws Exception {
    Console console = new Console();
    String text =
        switch (language) {
          case JAVASCRIPT -> "console.log('early'); for (;;) {}";
          case PYTHON -> "print('early')\nprint('later', end='')\nwhile True: pass";
        };
    GuestStart order = Guests.order("shared", Guests.script(language, text), new Demo(1), console);
    try (GuestInstance guest = guests.runtime().start(order)) {
      RunningInvocation running = guest.invoke(new GuestInvocation.Evaluate(), Guests.ROOMY);
      assertEquals("early\n", console.awaitOut());
      running.cancel();
      assertInstanceOf(GuestOutcome.Cancelled.class, Guests.outcome(running));
    }
  }
}
