// The entry while an author works on an extension: the real one, with calls that remember where they were made. What comes
// back from the host later has no stack of its own.
import * as own from "{{entry}}";

const entry = typeof own.run === "function" ? own.run : own.default;
if (typeof entry !== "function") throw new TypeError("{{entry}} exports no function 'run', and no default function");

function remembering(call) {
  return (...values) => {
    const site = new Error();
    const answer = call(...values);
    if (typeof answer?.then !== "function") return answer;
    return answer.catch((error) => {
      const stack = String(site.stack).split("\n").filter((line) => !line.includes("symphony_development.mjs"));
      Object.defineProperty(error, "callSite", { value: stack.join("\n"), configurable: true });
      throw error;
    });
  };
}

function located(caps) {
  const services = Object.entries(caps).map(([name, operations]) => {
    const calls = Object.entries(operations).map(([operation, call]) => [operation, remembering(call)]);
    return [name, Object.freeze(Object.fromEntries(calls))];
  });
  return Object.freeze(Object.fromEntries(services));
}

export const run = (input, caps) => entry(input, located(caps));
