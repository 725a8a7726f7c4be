// The entry of a test run: takes a file with tests in, and runs one test after the other when the host asks.
import { collected, runCollected } from "node:test";
import { attach } from "symphony-sdk/testing";

export async function load(file, caps) {
  attach(caps);
  await import(`/${file}`);
  return collected();
}

export const one = (index) => runCollected(index);
