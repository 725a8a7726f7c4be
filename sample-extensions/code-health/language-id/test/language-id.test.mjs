import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { excerpt, kindOf } from "../content.mjs";
import { DIGEST } from "../digest.mjs";
import { ignoredBy } from "../ignored.mjs";
import run from "../main.mjs";
import { tensorOf } from "../model.mjs";
import { capabilities, CapabilityError } from "./fakes.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const here = (name) => new URL(`../${name}`, import.meta.url);

test("the digest in the code and in the manifest is the model's", () => {
  const actual = `sha256:${createHash("sha256").update(readFileSync(here("model.onnx"))).digest("hex")}`;
  const manifest = readFileSync(here("extension.toml"), "utf8");
  assert.equal(DIGEST, actual);
  assert.deepEqual(manifest.match(/sha256:[0-9a-f]{64}/g), [actual, actual]);
});

test("the model is smaller than a megabyte", () => {
  assert.ok(readFileSync(here("model.onnx")).length < 1_000_000);
});

test("every file gets its language, in the order of the listing", async () => {
  const { caps } = capabilities({ a: bytes("java x"), b: bytes(""), c: new Uint8Array([1, 0, 2]), d: bytes("python x"), e: bytes("c x") });
  assert.deepEqual(await run({}, caps), [
    { path: "a", language: "java", confidence: 0.75 },
    { path: "b", language: "empty", confidence: 1 },
    { path: "c", language: "binary", confidence: 1 },
    { path: "d", language: "python", confidence: 0.75 },
    { path: "e", language: "c", confidence: 0.75 },
  ]);
});

test("the parts of a listing are together the whole", async () => {
  const { caps } = capabilities(Object.fromEntries([..."abcdefghijk"].map((name) => [name, bytes("java x")])));
  const whole = await run({}, caps);
  for (const of of [1, 2, 4, 20]) {
    const parts = await Promise.all(Array.from({ length: of }, (_, part) => run({ part, of }, caps)));
    assert.deepEqual(parts.flat(), whole);
  }
});

test("many files are read a few at a time and recognised in lots of 64", async () => {
  const contents = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${String(i).padStart(3, "0")}`, bytes(i % 2 ? "java x" : "c x")]));
  const { caps, seen } = capabilities(contents);
  const answers = await run({}, caps);
  assert.deepEqual(answers.map(({ path }) => path), Object.keys(contents));
  assert.ok(answers.every(({ language }, i) => language === (i % 2 ? "java" : "c")));
  assert.deepEqual(seen.rows.sort((a, b) => b - a), [64, 64, 64, 8]);
  assert.ok(seen.mostInFlight > 8 && seen.mostInFlight <= 64, `${seen.mostInFlight} reads in flight`);
  assert.ok(seen.digests.every((digest) => digest === DIGEST));
});

test("a tree without text needs no model", async () => {
  const { caps, seen } = capabilities({ a: bytes("") });
  await run({}, caps);
  assert.deepEqual(seen.rows, []);
});

test("a huge file is not read", async () => {
  const { caps, seen } = capabilities({ huge: Object.assign(bytes("java x"), { size: 5 * 1024 * 1024 }) });
  assert.deepEqual(await run({}, caps), [{ path: "huge", language: "large", confidence: 1 }]);
  assert.deepEqual(seen.reads, []);
});

test("a file that cannot be read costs nobody else anything", async () => {
  const { caps } = capabilities({ a: new CapabilityError("file-not-readable"), b: bytes("c x") });
  assert.deepEqual((await run({}, caps)).map(({ language }) => language), ["unreadable", "c"]);
});

test("a refusal that concerns every file ends the run", async () => {
  const { caps } = capabilities({ a: new CapabilityError("denied-not-granted") });
  await assert.rejects(run({}, caps), { code: "denied-not-granted" });
});

test("text is told from binary by its bytes", () => {
  assert.equal(kindOf(bytes("gr\u00fc\u00df dich \ud83d\ude00 ".repeat(900))), "text");
  assert.equal(kindOf(new Uint8Array(500).fill(0xe9)), "binary");
  assert.equal(kindOf(Uint8Array.from([..."naive caf\u00e9 in Latin-1"].map((c) => c.charCodeAt(0)))), "text");
  assert.equal(kindOf(bytes("a".repeat(7999) + "\u00e9")), "text");
  assert.equal(kindOf(Uint8Array.from([0xc0, 0x80, 0xf5, 0x80])), "binary");
});

test("the model sees a short text whole, and the first and later bytes of a long one", () => {
  assert.deepEqual(excerpt(bytes("short")), bytes("short"));
  const long = Uint8Array.from({ length: 9000 }, (_, i) => (i < 512 ? 1 : i < 4096 - 1536 ? 2 : i < 4096 ? 3 : 4));
  assert.deepEqual(excerpt(long), Uint8Array.from({ length: 2048 }, (_, i) => (i < 512 ? 1 : 3)));
  const between = Uint8Array.from({ length: 2049 }, (_, i) => i % 251);
  assert.deepEqual(excerpt(between), Uint8Array.from({ length: 2048 }, (_, i) => (i < 512 ? i : i + 1) % 251));
});

test("the tensor is padded with zeros to the longest text", () => {
  const { shape, data } = tensorOf([bytes("ab"), bytes("cde"), bytes("f")]);
  assert.deepEqual(shape, [3, 3]);
  assert.deepEqual([...data], [97, 98, 0, 99, 100, 101, 102, 0, 0]);
});

test("leaves out what .gitignore names, wherever it is", () => {
  const ignored = ignoredBy("# built\ntarget/\n*.pyc\n/dist\n!keep.pyc\ndocs/made/\n");
  assert.deepEqual(
    ["target/a", "x/target/a", "target", "a.pyc", "x/b.pyc", "dist/a", "docs/made/a", "src/a"].filter(ignored),
    ["target/a", "x/target/a", "a.pyc", "x/b.pyc", "dist/a"],
  );
});
