import assert from "node:assert/strict";
import test from "node:test";
import run from "../main.mjs";

const nothing = Object.freeze({});

test("greets the one who is named", async () => {
  assert.deepEqual(await run({ name: "Ada" }, nothing), { greeting: "Hello, Ada!" });
});

test("greets the world when nobody is named", async () => {
  assert.deepEqual(await run({}, nothing), { greeting: "Hello, world!" });
});

test("a name that is no string is refused", async () => {
  await assert.rejects(run({ name: 7 }, nothing), TypeError);
});
