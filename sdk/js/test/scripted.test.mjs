import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { glob, sha256 } from "../fakes.mjs";
import { as, CapabilityError, scripted } from "../testing.mjs";
import { services } from "../services.mjs";

const refusal = (code) => (error) => error instanceof CapabilityError && error.code === code;

test("every declared operation is there, and refuses when nothing is scripted", async () => {
  const { caps, calls } = scripted();
  let operations = 0;
  for (const [service, declared] of Object.entries(services)) {
    for (const [operation, { mode }] of Object.entries(declared)) {
      operations++;
      if (mode === "synchronous") {
        assert.throws(() => caps[service][operation](), refusal("denied-not-granted"));
      } else {
        await assert.rejects(caps[service][operation](), refusal("denied-not-granted"));
      }
    }
  }
  assert.equal(calls.length, operations);
  assert.ok(Object.isFrozen(caps) && Object.isFrozen(caps.files));
});

test("files are listed, read, and missed", async () => {
  const { caps } = scripted({ files: { "b/c.txt": "grün €😀", "a.bin": Uint8Array.of(0xff, 0) } });
  assert.deepEqual(await caps.files.list("**"), [{ path: "a.bin", size: 2 }, { path: "b/c.txt", size: 13 }]);
  assert.deepEqual(await caps.files.list("*.bin"), [{ path: "a.bin", size: 2 }]);
  assert.equal(await caps.files.readText("b/c.txt"), "grün €😀");
  assert.deepEqual(await caps.files.read("a.bin"), Uint8Array.of(0xff, 0));
  assert.deepEqual(await caps.files.stat("a.bin"), { path: "a.bin", size: 2 });
  await assert.rejects(caps.files.readText("a.bin"), refusal("file-not-text"));
  await assert.rejects(caps.files.read("c"), refusal("file-not-found"));
});

test("arguments are checked as the host checks them", async () => {
  const { caps } = scripted({ files: {}, random: 1, http: {} });
  await assert.rejects(caps.files.read(7), /argument 'path': expected text, got a number/);
  await assert.rejects(caps.files.read("a", "b"), refusal("argument-count"));
  assert.throws(() => caps.random.bytes(1.5), /expected a whole number/);
  assert.throws(() => caps.random.bytes(65537), refusal("argument-range"));
  await assert.rejects(caps.http.request({ method: "GET" }), /the field 'url' is missing/);
});

test("artifacts are kept under their digest", async () => {
  const script = scripted({ artifacts: {} });
  const { digest, size } = await script.caps.artifacts.put("report.html", "text/html", "<p>ü");
  assert.equal(digest, `sha256:${createHash("sha256").update("<p>ü").digest("hex")}`);
  assert.equal(size, 5);
  assert.deepEqual(await script.caps.artifacts.get(digest), new Uint8Array(Buffer.from("<p>ü")));
  assert.deepEqual(script.artifacts.map((a) => [a.name, a.mediaType]), [["report.html", "text/html"]]);
  await assert.rejects(script.caps.artifacts.get("sha256:0"), refusal("artifact-unknown"));
});

test("the digest is SHA-256 at every length around a block", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"), `${length} bytes`);
  }
});

test("the clock stands still until the test moves it", () => {
  const script = scripted({ clock: "2026-02-03T04:05:06Z" });
  assert.equal(script.caps.clock.now(), "2026-02-03T04:05:06.000Z");
  script.clock.advance(1500);
  assert.equal(script.caps.clock.now(), "2026-02-03T04:05:07.500Z");
  script.clock.set(0);
  assert.equal(script.caps.clock.millis(), 0);
});

test("the same seed gives the same randomness", () => {
  const draw = (seed) => {
    const { caps } = scripted({ random: seed });
    return [caps.random.uniform(), ...caps.random.bytes(4)];
  };
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  assert.ok(draw(7)[0] >= 0 && draw(7)[0] < 1);
});

test("values in kv are copies", async () => {
  const script = scripted({ kv: { "a/b": { list: [1] } } });
  const got = await script.caps.kv.get("a/b");
  got.list.push(2);
  assert.deepEqual(await script.caps.kv.get("a/b"), { list: [1] });
  await script.caps.kv.put("a/c", 3);
  assert.deepEqual(await script.caps.kv.list("a/"), ["a/b", "a/c"]);
  await script.caps.kv.delete("a/b");
  assert.equal(await script.caps.kv.get("a/b"), null);
  assert.equal(script.kv.get("a/c"), 3);
});

test("log lines are there to look at", () => {
  const script = scripted({ log: {} });
  script.caps.log.warn("careful");
  assert.deepEqual(script.log, [{ level: "warn", message: "careful" }]);
});

test("http, models and extensions answer from tables or functions", async () => {
  const { caps } = scripted({
    http: { "GET https://example.com/": { body: "hello", headers: { a: "b" } } },
    models: { "sha256:1": (inputs) => ({ out: inputs.in }) },
    extensions: { "me/double": (input) => input * 2, "me/fixed": { a: 1 } },
  });
  const answer = await caps.http.request({ url: "https://example.com/" });
  assert.deepEqual([answer.status, Buffer.from(answer.body).toString(), answer.headers.a], [200, "hello", "b"]);
  await assert.rejects(caps.http.request({ url: "https://example.org/" }), refusal("http-failed"));
  const tensor = { type: "uint8", shape: [1], data: Uint8Array.of(1) };
  assert.deepEqual(await caps.models.infer("sha256:1", { in: tensor }), { out: tensor });
  await assert.rejects(caps.models.infer("sha256:2", {}), refusal("model-unknown"));
  assert.equal(await caps.extensions.invoke("me/double", 21), 42);
  assert.deepEqual(await caps.extensions.invoke("me/fixed", null), { a: 1 });
  await assert.rejects(caps.extensions.invoke("me/none", null), refusal("extension-unknown"));
});

test("a script may bring its own operations and its own names", async () => {
  const script = scripted({
    source: as("files", { "a.txt": "a" }),
    kv: { get: () => { throw new CapabilityError("full", "kv-full"); } },
  });
  assert.equal(await script.caps.source.readText("a.txt"), "a");
  await assert.rejects(script.caps.kv.get("x"), refusal("kv-full"));
  assert.deepEqual(script.calls.map((c) => `${c.service}.${c.operation}`), ["source.readText", "kv.get"]);
  assert.throws(() => scripted({ fils: {} }), /no service 'fils'/);
});

test("globs match as rights do", () => {
  const cases = [
    ["**", "a/b/c", true], ["src/**", "src/a/b", true], ["src/**", "srcs/a", false], ["*.js", "a.js", true],
    ["*.js", "a/b.js", false], ["**/*.js", "b.js", true], ["**/*.js", "a/b/c.js", true], ["a?c", "abc", true],
    ["a?c", "a/c", false], ["a.c", "abc", false], ["src/*/x", "src/a/x", true],
  ];
  for (const [pattern, path, expected] of cases) assert.equal(glob(pattern)(path), expected, `${pattern} ${path}`);
});
