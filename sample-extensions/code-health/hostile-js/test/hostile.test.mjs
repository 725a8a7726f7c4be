/** Proves that every attempt works where nothing stops it, and that a refusing gate is reported as such. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { CAPABILITY_ATTEMPTS } from "../capability-attempts.mjs";
import run from "../main.mjs";
import { PLATFORM_ATTEMPTS } from "../platform-attempts.mjs";
import { isPasswd, tryAll } from "../probe.mjs";
import { careless, refusing } from "./fakes.mjs";

const MAIN = new URL("../main.mjs", import.meta.url).href;

for (const attempt of [...PLATFORM_ATTEMPTS, ...CAPABILITY_ATTEMPTS]) {
  test(`outside the sandbox it works: ${attempt.attempt}`, async () => {
    globalThis.Java = { type: (name) => ({ name }) };
    try {
      const [row] = await tryAll([attempt], careless());
      assert.equal(row.stopped, false, JSON.stringify(row));
    } finally {
      delete globalThis.Java;
    }
  });
}

function bomb(attack, limits) {
  const code = `import(${JSON.stringify(MAIN)}).then((m) => m.default({ attack: ${JSON.stringify(attack)} }))`;
  return spawnSync(process.execPath, ["--max-old-space-size=64", "-e", code], { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], ...limits });
}

test("outside the sandbox the loop does not end", () => {
  assert.equal(bomb("loop", { timeout: 1500, killSignal: "SIGKILL" }).error?.code, "ETIMEDOUT");
});

test("outside the sandbox the memory is exhausted", () => {
  assert.match(bomb("memory", { timeout: 30000 }).stderr, /heap out of memory/);
});

test("outside the sandbox the stack overflows", () => {
  assert.match(bomb("recursion", { timeout: 30000 }).stderr, /RangeError: Maximum call stack/);
});

test("outside the sandbox the output does not end", () => {
  assert.equal(bomb("output", { timeout: 1500, killSignal: "SIGKILL" }).error?.code, "ETIMEDOUT");
});

test("a denial counts as stopped, by its code", async () => {
  const rows = await tryAll(CAPABILITY_ATTEMPTS, refusing("denied-not-granted"));
  assert.deepEqual(rows.filter((row) => !row.stopped), []);
  assert.equal(rows.find((row) => row.attempt === "use kv without a grant").by, "denied-not-granted");
});

test("an error of the service itself counts as reached", async () => {
  const rows = await tryAll(CAPABILITY_ATTEMPTS, refusing("http-connect-failed"));
  assert.equal(rows.find((row) => row.attempt === "use http without a grant").stopped, false);
});

test("the prototypes are clean again after the probe", async () => {
  await tryAll(CAPABILITY_ATTEMPTS, refusing("denied-not-granted"));
  assert.equal({}.handle, undefined);
});

test("only an account file is an account file", () => {
  assert.equal(isPasswd("# a readme about root: and others\n"), false);
  assert.equal(isPasswd("root:x:0:0:root:/root:/bin/sh\n"), true);
});

test("an unknown attack is refused", async () => {
  await assert.rejects(run({ attack: "charm" }, {}), RangeError);
});
