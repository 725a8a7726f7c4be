import assert from "node:assert/strict";
import test from "node:test";
import { scripted } from "symphony-sdk/testing";
import run from "../main.mjs";

const TIME = "2026-02-03T04:05:06.000Z";

test("adds a note with its time", async () => {
  const { caps, kv } = scripted({ kv: {}, clock: TIME });
  assert.deepEqual(await run({ action: "add", text: " buy milk " }, caps), { notes: [{ text: "buy milk", at: TIME }] });
  assert.deepEqual([...kv.keys()], [`notes/${TIME}`]);
});

test("lists the notes in their order", async () => {
  const { caps, clock } = scripted({ kv: {}, clock: TIME });
  await run({ action: "add", text: "one" }, caps);
  clock.advance(1000);
  await run({ action: "add", text: "two" }, caps);
  const { notes } = await run({ action: "list" }, caps);
  assert.deepEqual(notes.map((note) => note.text), ["one", "two"]);
});

test("refuses what the panel never sends", async () => {
  const { caps } = scripted({ kv: {}, clock: TIME });
  await assert.rejects(run({ action: "delete" }, caps), TypeError);
  await assert.rejects(run({ action: "add", text: " " }, caps), TypeError);
});
