package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read when a guest fails. */
@ExtendWith(Guests.Shared.class)
@SuppressWarnings("StringConcatToTextBlock") // two languages side by side read better so
final class GuestErrorsTest {
  static GuestError failure(GuestOutcome outcome) {
    return assertInstanceOf(GuestOutcome.Failed.class, outcome, outcome.toString()).error();
  }

  private static GuestProgram program(Language language, Map<String, String> files) {
    return Guests.module(language, files, files.keySet().stream().sorted().toList().getFirst());
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionComesWithItsWordsAndThePlacesInTheGuestsFiles(Language language, Guests guests) {
    GuestProgram program =
        switch (language) {
          case JAVASCRIPT ->
              program(
                  language,
                  Map.of(
                      "a.mjs",
                      "import { parse } from './lib/b.mjs';\n"
                          + "export default async function run(input, caps) {\n"
                          + "  return parse(input);\n}\n",
                      "lib/b.mjs",
                      "export function parse(x) {\n\n  throw new TypeError('odd: ' + x.n);\n}\n"));
          case PYTHON ->
              program(
                  language,
                  Map.of(
                      "a.py",
                      "from lib import b\n\ndef run(input, caps):\n    return b.parse(input)\n",
                      "lib/__init__.py",
                      "",
                      "lib/b.py",
                      "def parse(x):\n\n    raise TypeError('odd: %d' % x['n'])\n"));
        };
    GuestError error = failure(guests.call(program, Map.of("n", 5L)));
    assertEquals("guest-exception", error.code());
    List<String> lines = error.message().lines().toList();
    assertEquals("TypeError: odd: 5", lines.get(0));
    assertTrue(
        lines.get(1).startsWith("  at parse (lib/b." + suffix(language) + ":3"), lines.get(1));
    assertTrue(lines.get(2).startsWith("  at run (a." + suffix(language) + ":"), lines.get(2));
    assertEquals(3, lines.size(), error.message());
  }

  private static String suffix(Language language) {
    return language == Language.PYTHON ? "py" : "mjs";
  }

  @ParameterizedTest
  @EnumSource
  void aSyntaxErrorComesWithItsPlace(Language language, Guests guests) {
    GuestProgram program =
        switch (language) {
          case JAVASCRIPT ->
              program(language, Map.of("a.mjs", "import './b.mjs';", "b.mjs", "\nlet x = ;\n"));
          case PYTHON -> program(language, Map.of("a.py", "import b\n", "b.py", "\nx = = 1\n"));
        };
    GuestError error = failure(guests.call(program, 1L));
    assertEquals("guest-syntax", error.code());
    assertTrue(error.message().matches("(?s)b\\.\\w+:2:\\d+: .+"), error.message());
    GuestError script = failure(guests.eval(language, "1 +"));
    assertEquals("guest-syntax", script.code());
    assertTrue(script.message().matches("(?s)eval\\.\\w+:1:\\d+: .+"), script.message());
  }

  @ParameterizedTest
  @EnumSource
  void aProgramWithoutTheFunctionIsToldSo(Language language, Guests guests) {
    GuestProgram program =
        switch (language) {
          case JAVASCRIPT -> program(language, Map.of("a.mjs", "export const run = 5;\n"));
          case PYTHON -> program(language, Map.of("a.py", "run = 5\n"));
        };
    GuestError error = failure(guests.call(program, 1L));
    assertEquals("guest-entry-missing", error.code());
    assertEquals(program.entry() + " has no function run", error.message());
  }

  @ParameterizedTest
  @EnumSource
  void filesOfTheHostAreNoModules(Language language, Guests guests) {
    GuestProgram program =
        switch (language) {
          case JAVASCRIPT ->
              program(
                  language, Map.of("a.mjs", "import '/etc/hostname';\nexport const run = 1;\n"));
          case PYTHON -> program(language, Map.of("a.py", "open('/etc/hostname').read()\n"));
        };
    assertEquals("guest-exception", failure(guests.call(program, 1L)).code());
  }

  @Test
  void thrownThingsThatAreNoErrorsAreTold(Guests guests) {
    assertEquals(
        "thrown: {\"code\":7}",
        failure(guests.eval(Language.JAVASCRIPT, "Promise.reject({ code: 7 })")).message());
    assertEquals(
        "thrown: undefined",
        failure(guests.eval(Language.JAVASCRIPT, "Promise.reject(undefined)")).message());
    assertEquals(
        "an error that does not describe itself",
        failure(guests.eval(Language.JAVASCRIPT, "Promise.reject({ get message() { throw 1; } })"))
            .message());
    assertEquals(
        "the guest exits with status 3",
        failure(guests.eval(Language.PYTHON, "import sys\nsys.exit(3)")).message());
  }

  @Test
  void aPromiseThatNothingCanSettleIsAFailure(Guests guests) {
    assertEquals(
        "guest-never-settles",
        failure(guests.eval(Language.JAVASCRIPT, "new Promise(() => {})")).code());
  }

  @Test
  void noWordOfTheHostGetsOut(Guests guests) {
    Map<Language, List<String>> attempts =
        Map.of(
            Language.JAVASCRIPT,
            List.of(
                "caps.demo.echo.call(null, caps.demo.echo).then(1)",
                "caps.demo.add(1)",
                "Error.prepareStackTrace = (e, s) => s; throw new Error(String(new Error().stack))",
                "throw new Error(Object.getOwnPropertyNames(globalThis).join())",
                "caps.demo.add({ valueOf() { throw new Error(new Error().stack) } }, 1)",
                "import('./nothing.mjs')",
                "null.x"),
            Language.PYTHON,
            List.of(
                "caps.demo.add(1)",
                "raise Exception(repr(caps) + str(caps.demo.echo))",
                "import _thread\n_thread.start_new_thread(print, ())",
                "import os\nos.getcwd()",
                "import os\nos.access('/', 0)",
                "import socket\nsocket.socket()",
                "import java\njava.type('java.lang.System')",
                "import polyglot\npolyglot.eval(language='js', string='1')",
                "import json\njson.loads('{')"));
    attempts.forEach((language, texts) ->
        texts.forEach(text -> {
          String told = guests.eval(language, text).toString();
          for (String name : List.of("java.", "graal.", "truffle", "dev.symphony", "/root")) {
            assertFalse(told.contains(name), text + " tells " + told);
          }
        }));
  }
}
