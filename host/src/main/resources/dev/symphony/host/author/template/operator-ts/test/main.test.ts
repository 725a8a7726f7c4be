import assert from "node:assert/strict";
import test from "node:test";
import { scripted } from "symphony-sdk/testing";
import run from "../main.js";

test("counts the lines of text files", async () => {
  const { caps } = scripted({ files: { "a.txt": "one\ntwo\n", "b/c.txt": "three", "empty.txt": "" } });
  assert.deepEqual(await run({ pattern: "**" }, caps), { files: 3, lines: 3, skipped: 0 });
});

test("skips what is not text, and says so", async () => {
  const { caps, log } = scripted({ files: { "a.bin": Uint8Array.of(0xff), "a.txt": "one\n" }, log: {} });
  assert.deepEqual(await run({}, caps), { files: 2, lines: 1, skipped: 1 });
  assert.deepEqual(log, [{ level: "warn", message: "a.bin is not text" }]);
});

test("passes every other refusal on", async () => {
  const { caps } = scripted();
  await assert.rejects(run({}, caps), { code: "denied-not-granted" });
});
