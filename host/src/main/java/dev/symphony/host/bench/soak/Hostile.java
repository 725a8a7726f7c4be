package dev.symphony.host.bench.soak;

import dev.symphony.kernel.guest.Language;
import java.util.List;

/**
 * A guest that has to be stopped, one way or another.
 *
 * @param name what it does
 * @param text its module
 */
record Hostile(String name, String text) {
  static List<Hostile> in(Language language) {
    return switch (language) {
      case JAVASCRIPT ->
          List.of(
              script("loop", "for (;;);"),
              script("stubborn", "let x = 3n; for (let i = 0; i < 40; i++) x = x * x;"),
              script("memory", "const a = []; for (;;) a.push(new Array(131072).fill(0.5));"),
              script("console", "for (;;) console.log('x'.repeat(10000));"),
              script("recursion", "const f = (n) => f(n + 1) + 1; return f(0);"),
              script("calls", "for (;;) caps.kv.get('own/x');"),
              script("ungranted", "return caps.files.readText('/etc/hostname');"));
      case PYTHON ->
          List.of(
              python("loop", "while True: pass"),
              python("stubborn", "x = 3\n  for _ in range(40): x = x * x"),
              python("memory", "a = []\n  while True: a.append([0.5] * 100000)"),
              python("console", "while True: print('x' * 10000)"),
              python("recursion", "f = lambda n: f(n + 1) + 1\n  return f(0)"),
              python("calls", "while True: caps.kv.get('own/x')"),
              python("ungranted", "return caps.files.read_text('/etc/hostname')"));
    };
  }

  private static Hostile script(String name, String body) {
    return new Hostile(name, "export default async function run(input, caps) { " + body + " }");
  }

  private static Hostile python(String name, String body) {
    return new Hostile(name, "def run(input, caps):\n  " + body + "\n");
  }
}
