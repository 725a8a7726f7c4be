package dev.symphony.host.limit;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.util.List;
import java.util.Map;

/**
 * A guest that never returns, and where it spends its time.
 *
 * @param name the built-in function, or {@code loop}
 */
record Stubborn(String name, Language language, String text) {

  /** Those of a language. Each returns at once when it is called with {@code true}. */
  static List<Stubborn> in(Language language) {
    return switch (language) {
      case JAVASCRIPT ->
          List.of(
              script("loop", "", "for (;;);"),
              script("regex", "", "for (;;) /^(a+)+$/.test('a'.repeat(40) + 'b');"),
              script(
                  "sort",
                  "const a = Array.from({ length: 1e6 }, (_, i) => (i * 7919) % 1000003);",
                  "for (;;) a.slice().sort(() => Math.random() - 0.5);"),
              script(
                  "JSON.parse",
                  "const t = JSON.stringify(Array.from({ length: 200000 }, (_, i) => ({ i })));",
                  "for (;;) JSON.parse(t);"),
              script("BigInt", "", "let x = 3n; for (let i = 0; i < 40; i++) x = x * x;"),
              script(
                  "text * number", "", "for (;;) 'ab'.repeat(10_000_000).indexOf('b'.repeat(9));"));
      case PYTHON ->
          List.of(
              python("loop", "", "while True: pass"),
              python("regex", "import re", "while True: re.match('^(a+)+$', 'a' * 40 + 'b')"),
              python(
                  "sort",
                  "a = [(i * 7919) % 1000003 for i in range(200000)]",
                  "while True: sorted(a, key=lambda x: -x)"),
              python(
                  "JSON.parse",
                  "import json\nt = json.dumps([{'i': i} for i in range(20000)])",
                  "while True: json.loads(t)"),
              python("BigInt", "", "x = 3\n  for _ in range(40): x = x * x"),
              python("text * number", "", "while True: ('ab' * 10_000_000).find('b' * 9)"));
    };
  }

  private static Stubborn script(String name, String before, String body) {
    return new Stubborn(
        name,
        Language.JAVASCRIPT,
        before + "\nexport default (warm) => { if (warm) return 42; " + body + " };");
  }

  private static Stubborn python(String name, String before, String body) {
    return new Stubborn(
        name,
        Language.PYTHON,
        before + "\ndef run(warm, caps):\n  if warm: return 42\n  " + body + "\n");
  }

  GuestProgram program() {
    String file =
        switch (language) {
          case JAVASCRIPT -> "main.mjs";
          case PYTHON -> "main.py";
        };
    return new GuestProgram(
        language, GuestProgram.Form.MODULE, file, Map.of(file, Bytes.utf8(text)));
  }
}
