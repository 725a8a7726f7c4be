import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import run from "../main.mjs";
import { measure } from "../measure.mjs";
import { CapabilityError, filesOf } from "./fakes.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const names = (found) => found.longest.map(({ name, line, length }) => `${name}@${line}+${length}`);

test("lines are counted exactly as wc -l does, binary and unfinished ones too", () => {
  const folder = mkdtempSync(join(tmpdir(), "metrics-"));
  try {
    const contents = ["", "\n", "a", "a\nb", "a\r\nb\r\n", "\n\n\n", "\u2028a\u0085\n", "\ud83d\ude00\n".repeat(3)].map(bytes);
    contents.push(new Uint8Array([0, 10, 255, 10, 10, 0]));
    contents.forEach((content, i) => writeFileSync(join(folder, `f${i}`), content));
    const counted = contents.map((_, i) => Number(execFileSync("wc", ["-l", join(folder, `f${i}`)], { encoding: "utf8" }).trim().split(/\s+/)[0]));
    assert.deepEqual(contents.map((content) => measure(content, "text").lines), counted);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("code, comment and blank lines add up to the lines", () => {
  const { lines, code, comment, blank } = measure(bytes("// a\n\nint x; // b\n/* c\n\n d */ int y;\n"), "java");
  assert.deepEqual({ lines, code, comment, blank }, { lines: 6, code: 2, comment: 2, blank: 2 });
});

test("comment signs inside strings are code", () => {
  assert.equal(measure(bytes('String a = "/* no"; // yes\nString b = "// no */";\n'), "java").code, 2);
  assert.equal(measure(bytes("s = '# no'\nt = \"\"\"\n# no\n\"\"\"\n"), "python").comment, 0);
});

test("a regular expression does not open a string or a comment", () => {
  const { code, comment } = measure(bytes("const a = /[/\"]'/;\nconst b = x / y; // it's\nreturn /\\/\\*/;\n"), "javascript");
  assert.deepEqual({ code, comment }, { code: 3, comment: 0 });
});

test("a lifetime is no string", () => {
  assert.equal(measure(bytes("fn f<'a>(x: &'a str) -> char {\n  let q = '\"';\n  // note\n  q\n}\n"), "rust").comment, 1);
});

test("nested block comments end where the outermost does", () => {
  assert.equal(measure(bytes("/* a /* b */ c */ fun f() = 1\n"), "kotlin").code, 1);
});

const SAMPLES = {
  java: ["class A {\n  @Override\n  public int f(int x) throws E {\n    if (x > 0) {\n      return 1;\n    }\n    return 0;\n  }\n  int g = 1;\n}\n", ["f@3+6"]],
  c: ["static int\nf(int a,\n  int b)\n{\n  while (a) { b++; }\n  return b;\n}\n", ["f@2+6"]],
  go: ["func (s *Server) Serve(ctx context.Context) error {\n\treturn nil\n}\n", ["Serve@1+3"]],
  rust: ["impl A {\n    pub fn new() -> Self {\n        A {}\n    }\n}\n", ["new@2+3"]],
  javascript: ["const f = async (x) => {\n  if (x) {\n    g();\n  }\n};\nclass A {\n  m() { return 1; }\n}\nfunction h() {\n}\n", ["f@1+5", "h@9+2", "m@7+1"]],
  typescript: ["export function f<T>(x: T): Promise<T> {\n  return g(x);\n}\n", ["f@1+3"]],
  php: ["<?php\npublic function f($x) {\n  return 1;\n}\n", ["f@2+3"]],
  perl: ["sub f {\n  my $x = shift;\n}\n", ["f@1+3"]],
  shell: ["f() {\n  if true; then\n    echo ${#x}\n  fi\n}\n", ["f@1+5"]],
  python: ["def f(\n    a,\n):\n    if a:\n        return 1\n\n\ndef g(): return 2\n", ["f@1+5", "g@8+1"]],
  ruby: ["class A\n  def f\n    if x\n      1\n    end\n  end\nend\n", ["f@2+5"]],
  lua: ["local function f(x)\n  return x\nend\n", ["f@1+3"]],
  kotlin: ["class A {\n    override fun f(x: Int): Int {\n        return x\n    }\n    fun g() = 1\n}\n", ["f@2+3", "g@5+1"]],
  scala: ["object A {\n  def f(x: Int): Int = {\n    x\n  }\n}\n", ["f@2+3"]],
};

for (const [language, [source, expected]] of Object.entries(SAMPLES)) {
  test(`finds the functions of ${language}`, () => {
    assert.deepEqual(names(measure(bytes(source), language)), expected);
  });
}

test("control flow, calls and classes are no functions", () => {
  const source = "class A {\n  void f() {\n    for (;;) {}\n    if (g()) {}\n    new B() {};\n    try (R r = o()) {} catch (E e) {}\n  }\n}\n";
  assert.deepEqual(names(measure(bytes(source), "java")), ["f@2+6"]);
});

test("complexity counts decisions, depth counts nested blocks", () => {
  const [f] = measure(bytes("int f(int x) {\n  if (x > 0 && x < 9) {\n    for (;;) { x++; }\n  }\n  return x;\n}\n"), "c").longest;
  assert.deepEqual([f.complexity, f.depth], [4, 2]);
  const [g] = measure(bytes("def g(x):\n    for y in x:\n        if y:\n            return y\n"), "python").longest;
  assert.deepEqual([g.complexity, g.depth], [3, 2]);
});

test("notes are found in comments only", () => {
  const found = measure(bytes('// TODO: tidy \u00fcp\nString s = "TODO no";\n/*\n * FIXME(me) this */\n'), "java");
  assert.deepEqual(found.notes, [{ line: 1, kind: "TODO", text: "tidy \u00fcp" }, { line: 4, kind: "FIXME", text: "me) this" }]);
});

test("text in disorder is measured all the same", () => {
  for (const language of ["java", "python", "javascript", "html", "perl", "nonsense", "__proto__", "constructor"]) {
    for (const source of ["}}}}", "{{{{", "/*", '"', "'''", "\\", "((((", "`${", "\n=pod", "def", "\u00e9".repeat(9)]) {
      assert.equal(measure(bytes(source), language).lines, source === "\n=pod" ? 1 : 0);
    }
  }
});

test("the answer keeps the order and names what could not be read", async () => {
  const caps = filesOf({ "a.py": "x = 1\n", "b.py": new CapabilityError("file-not-found"), "c.bin": new Uint8Array([0, 10]) });
  const files = [{ path: "a.py", language: "python" }, { path: "b.py", language: "python" }, { path: "big", language: "large" }, { path: "c.bin", language: "binary" }];
  const answer = await run({ files }, caps);
  assert.deepEqual(answer.files.map(({ path, lines }) => [path, lines]), [["a.py", 1], ["c.bin", 1]]);
  assert.deepEqual(answer.skipped, [{ path: "big", reason: "large" }, { path: "b.py", reason: "file-not-found" }]);
});

test("a refusal that concerns every file ends the run", async () => {
  const caps = filesOf({ a: new CapabilityError("denied-revoked") });
  await assert.rejects(run({ files: [{ path: "a", language: "c" }] }, caps), { code: "denied-revoked" });
});

test("an input without files is refused", async () => {
  await assert.rejects(run({}, filesOf({})), TypeError);
});
