package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Language;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that bend their own language in order to bend the way to the host. */
@ExtendWith(Guests.Shared.class)
final class TamperingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.prototype.get = () => 1; Object.prototype.set = () => {};",
        "Array.prototype[Symbol.iterator] = function* () { yield 'stolen'; };",
        "Object.defineProperty(Array.prototype, '0', { set() { throw 1; }, configurable: true });",
        "Promise.prototype.then = function () { return 'stolen'; };",
        "Promise.prototype.constructor = class { constructor() { throw 1; } };",
        "globalThis.Promise = class { constructor() { throw 1; } };",
        "JSON.parse = () => ({ stolen: true }); JSON.stringify = () => 'stolen';",
        "Map.prototype.get = () => undefined; Map.prototype.set = () => {};",
        "WeakMap.prototype.set = () => {}; WeakMap.prototype.get = () => 0;",
        "Reflect.apply = () => 'stolen'; Function.prototype.call = () => 'stolen';",
        "Function.prototype.apply = () => 'stolen'; Object.keys = () => ['stolen'];",
        "Uint8Array.prototype.slice = () => 'stolen'; globalThis.Uint8Array = Array;",
        "Error.prepareStackTrace = () => { throw 1; }; Error.captureStackTrace = () => { throw 1; };",
        "RangeError.prototype.constructor = 1; Array.isArray = () => false; String = () => 'stolen';"
      })
  void callsGoOnAsBefore(String tampering, Guests guests) {
    String honest =
        "const t = await caps.demo.tree(); let refused = ''; try { await caps.demo.refuseMe(); }"
            + " catch (e) { refused = e.code; }"
            + " return [caps.demo.add(2, 3), t.list[0], t.list[3].length, refused];";
    String text = "const honest = async () => { " + honest + " };\n" + tampering + "\nhonest()";
    assertEquals(
        List.of(5L, "x", 5L, "denied-not-granted"),
        GuestValuesTest.value(guests.eval(Language.JAVASCRIPT, text)));
  }

  @Test
  void capsCannotBeChanged(Guests guests) {
    assertEquals(
        List.of(true, true, 0L),
        GuestValuesTest.value(
            guests.eval(
                Language.JAVASCRIPT,
                "caps.demo.add = () => 9; caps.extra = 1; caps.demo.add.extra = 1;\n"
                    + "[Object.isFrozen(caps) && Object.isFrozen(caps.demo) &&"
                    + " Object.isFrozen(caps.demo.add),"
                    + " Object.getPrototypeOf(caps) === null, caps.demo.add(0, 0)]")));
    assertEquals(
        List.of("caps cannot be changed", "caps cannot be changed", 0L),
        GuestValuesTest.value(
            guests.eval(
                Language.PYTHON,
                "def attempt(action):\n  try:\n    action()\n  except AttributeError as e:\n"
                    + "    return str(e)\n"
                    + "[attempt(lambda: setattr(caps.demo, 'add', 1)),"
                    + " attempt(lambda: setattr(type(caps), 'demo', 1)), caps.demo.add(0, 0)]")));
  }

  @Test
  void gettersAndProxiesRunBeforeAnythingIsSent(Guests guests) {
    assertEquals(
        Arrays.asList("thrown in a getter", "2"),
        GuestValuesTest.value(
            guests.eval(
                Language.JAVASCRIPT,
                "Promise.all([caps.demo.echo({ get x() { throw 'thrown in a getter'; } })"
                    + ".catch((e) => e),"
                    + " caps.demo.echo(new Proxy({ a: 1 }, { get: () => '2' })).then((v) => v.a)])")));
  }

  @Test
  void aGuestThatCallsWhileItsArgumentsAreReadDoesNoHarm(Guests guests) {
    assertEquals(
        List.of(List.of(3L), 7L),
        GuestValuesTest.value(
            guests.eval(
                Language.JAVASCRIPT,
                "let inner;\n"
                    + "const outer = caps.demo.echo([{ toString: 0, get x() { return 1; } }]"
                    + ".map(() => caps.demo.add(1, 2)));\n"
                    + "inner = caps.demo.echo({ get n() { return caps.demo.add(3, 4); } });\n"
                    + "Promise.all([outer, inner.then((v) => v.n)])")));
  }

  @Test
  void aGuestCannotReachThePreludeOrTheBridge(Guests guests) {
    assertEquals(
        List.of("undefined", "undefined", "undefined", "undefined"),
        GuestValuesTest.value(
            guests.eval(
                Language.JAVASCRIPT,
                "[typeof bridge, typeof Java, typeof Polyglot, typeof load]")));
    assertInstanceOf(GuestOutcome.Failed.class, guests.eval(Language.PYTHON, "_symphony_prelude"));
  }
}
