package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What guests return, in both languages. */
@ExtendWith(Guests.Shared.class)
final class GuestValuesTest {
  static Stream<Arguments> values() {
    return Stream.of(
        twin("null", "None", null),
        twin("true", "True", true),
        twin("6 * 7", "6 * 7", 42L),
        twin("2 ** 40", "2 ** 40", 1L << 40),
        twin("0.5", "0.5", 0.5),
        twin("'\\u00e9\\u{1f600}'", "'\\u00e9\\U0001f600'", "é😀"),
        twin(
            "({ a: [1, 2.5, null, 'x'], b: {} })",
            "{'a': [1, 2.5, None, 'x'], 'b': {}}",
            Map.of("a", Arrays.asList(1L, 2.5, null, "x"), "b", Map.of())),
        twin("[...'abc'].map((c) => c)", "tuple('abc')", List.of("a", "b", "c")),
        twin("let x = 4;\nx + 1", "x = 4\nx + 1", 5L));
  }

  static Stream<Arguments> noValues() {
    return Stream.of(
        twin("({ a: [1, 2, 3, () => 1] })", "{'a': [1, 2, 3, lambda: 1]}", "$.a[3] is a function"),
        twin(
            "const o = {}; o.me = [o]; o", "o = {}\no['me'] = [o]\no", "$.me[0] is part of itself"),
        twin("[NaN]", "[float('nan')]", "$[0] is not a number (NaN)"),
        twin("({ x: -Infinity })", "{'x': -float('inf')}", "$.x is infinite"),
        twin(
            "let d = []; for (let i = 0; i < 70; i++) d = [d]; d",
            "d = []\nfor i in range(70): d = [d]\nd",
            "$" + "[0]".repeat(64) + " is nested more than 64 levels deep"));
  }

  private static Arguments twin(String js, String python, @Nullable Object expected) {
    return Arguments.of(Map.of(Language.JAVASCRIPT, js, Language.PYTHON, python), expected);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsTheSameInBothLanguages(
      Map<Language, String> twins, @Nullable Object expected, Guests guests) {
    twins.forEach((language, text) -> assertEquals(expected, value(guests.eval(language, text))));
  }

  @ParameterizedTest
  @MethodSource("noValues")
  void whatIsNoDataIsNamedWithItsPlace(
      Map<Language, String> twins, String expected, Guests guests) {
    twins.forEach((language, text) -> {
      var failed = assertInstanceOf(GuestOutcome.Failed.class, guests.eval(language, text));
      assertEquals("result-not-json", failed.error().code(), language.id());
      assertEquals(expected, failed.error().message(), language.id());
    });
  }

  @Test
  void bytesTravelBothWays(Guests guests) {
    Bytes all = Bytes.fromHex("0001ff7f80c3a9");
    String list = "0x00, 0x01, 0xff, 0x7f, 0x80, 0xc3, 0xa9";
    for (Language language : Language.values()) {
      String text =
          switch (language) {
            case JAVASCRIPT -> "caps.demo.echo({ b: [new Uint8Array([" + list + "])] })";
            case PYTHON -> "caps.demo.echo({'b': [bytes([" + list + "])]})";
          };
      assertEquals(Map.of("b", List.of(all)), value(guests.eval(language, text)), language.id());
    }
  }

  @Test
  void floatsStayFloatsInPythonAndIntegersBecomeIntegersInJavaScript(Guests guests) {
    assertEquals(3.0, value(guests.eval(Language.PYTHON, "3.0")));
    assertEquals(3L, value(guests.eval(Language.JAVASCRIPT, "3.0")));
    assertEquals(9007199254740991L, value(guests.eval(Language.JAVASCRIPT, "2 ** 53 - 1")));
    assertEquals(0x1p53, value(guests.eval(Language.JAVASCRIPT, "2 ** 53")));
    assertEquals(-0.0, value(guests.eval(Language.JAVASCRIPT, "-0")));
  }

  @Test
  void integersBeyond64BitsAreNoData(Guests guests) {
    for (var twin : Map.of(Language.JAVASCRIPT, "[7n]", Language.PYTHON, "[2 ** 64]").entrySet()) {
      var failed =
          assertInstanceOf(GuestOutcome.Failed.class, guests.eval(twin.getKey(), twin.getValue()));
      assertEquals("result-not-json", failed.error().code());
    }
  }

  @Test
  void javaScriptObjectsThatAreNoDataAreRefused(Guests guests) {
    for (String text : List.of("new Map()", "new Date()", "Symbol('x')", "Promise", "/x/")) {
      var failed =
          assertInstanceOf(
              GuestOutcome.Failed.class, guests.eval(Language.JAVASCRIPT, "[" + text + "]"));
      assertEquals("result-not-json", failed.error().code(), text);
    }
  }

  static @Nullable Object value(GuestOutcome outcome) {
    return assertInstanceOf(GuestOutcome.Completed.class, outcome, outcome.toString()).value();
  }
}
