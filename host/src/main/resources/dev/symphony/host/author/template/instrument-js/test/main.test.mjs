import assert from "node:assert/strict";
import test from "node:test";
import { scripted } from "symphony-sdk/testing";
import run, { measure, MODEL } from "../main.mjs";

const scores = (value) => ({
  score: { type: "float32", shape: [1, 1], data: new Uint8Array(Float32Array.of(value).buffer) },
});

test("measures capital letters and exclamation marks", () => {
  assert.deepEqual(measure("AB cd"), { capitals: 0.5, marks: 0 });
  assert.deepEqual(measure("a!!!"), { capitals: 0, marks: 0.75 });
  assert.deepEqual(measure(""), { capitals: 0, marks: 0 });
});

test("gives the score of its own model", async () => {
  const { caps, calls } = scripted({ models: { [MODEL]: () => scores(0.75) } });
  assert.deepEqual(await run({ text: "HELLO!" }, caps), { score: 0.75 });
  assert.deepEqual(calls[0].arguments[1].features.shape, [1, 2]);
});

test("refuses what is no text", async () => {
  await assert.rejects(run({ text: 7 }, scripted().caps), TypeError);
});
