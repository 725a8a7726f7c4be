// What `node:test` is within the sandbox: it collects tests, and the host runs them one by one.
const root = suite("", undefined);
let current = root;
const tests = [];

function suite(name, parent) {
  return { name, parent, before: [], after: [], beforeEach: [], afterEach: [], left: 0, begun: false };
}

function taken(name, options, fn) {
  if (typeof name === "function") return { name: name.name || "<anonymous>", options: {}, fn: name };
  if (typeof options === "function") return { name, options: {}, fn: options };
  return { name: name ?? "<anonymous>", options: options ?? {}, fn };
}

function lineage(of) {
  return of.parent ? [...lineage(of.parent), of] : [of];
}

function add(extra) {
  return (...given) => {
    const { name, options, fn } = taken(...given);
    const all = { ...options, ...extra };
    const path = lineage(current).map((s) => s.name).filter(Boolean);
    tests.push({ name: [...path, name].join(" > "), own: name, fn, options: all, suite: current });
    lineage(current).forEach((s) => s.left++);
  };
}

export const test = Object.assign(add({}), { skip: add({ skip: true }), todo: add({ todo: true }), only: add({}) });

function describing(extra) {
  return (...given) => {
    const { name, options, fn } = taken(...given);
    const outer = current;
    current = suite(name, outer);
    const from = tests.length;
    try {
      const result = fn?.();
      if (typeof result?.then === "function") throw new TypeError("the function of describe can't be asynchronous here");
    } finally {
      current = outer;
    }
    const all = { ...options, ...extra };
    for (const added of tests.slice(from)) added.options = { ...all, ...added.options };
  };
}

export const describe = Object.assign(describing({}), {
  skip: describing({ skip: true }), todo: describing({ todo: true }), only: describing({}),
});
export { test as it, describe as suite };
export const before = (fn) => void current.before.push(fn);
export const after = (fn) => void current.after.push(fn);
export const beforeEach = (fn) => void current.beforeEach.push(fn);
export const afterEach = (fn) => void current.afterEach.push(fn);

class Skipped {
  constructor(reason) {
    this.reason = reason;
  }
}

// What a test function is given.
function context(name, after) {
  const each = { before: [], after: [] };
  const t = {
    name,
    diagnostic: (message) => console.log(message),
    skip: (reason) => { throw new Skipped(reason); },
    todo: () => {},
    after: (fn) => void after.push(fn),
    beforeEach: (fn) => void each.before.push(fn),
    afterEach: (fn) => void each.after.push(fn),
    async test(...given) {
      const part = taken(...given);
      if (part.options.skip) return;
      for (const fn of each.before) await fn();
      try {
        await perform(part.name, part.fn);
      } finally {
        for (const fn of each.after) await fn();
      }
    },
  };
  return t;
}

async function perform(name, fn) {
  const after = [];
  try {
    await fn?.(context(name, after));
  } catch (error) {
    if (!(error instanceof Skipped)) throw error;
    return typeof error.reason === "string" ? error.reason : "";
  } finally {
    for (const late of after) await late();
  }
  return undefined;
}

/** The names of the tests so far; for the host. */
export const collected = () => tests.map((each) => each.name);

/** Runs one test; gives {skipped: reason} when it was left out, and throws what it threw; for the host. */
export async function runCollected(index) {
  const { own, fn, options, suite: of } = tests[index];
  const line = lineage(of);
  try {
    if (options.skip || options.todo) {
      return { skipped: typeof options.skip === "string" ? options.skip : options.todo ? "todo" : "" };
    }
    for (const each of line.filter((s) => !s.begun)) {
      each.begun = true;
      for (const hook of each.before) await hook();
    }
    for (const each of line) for (const hook of each.beforeEach) await hook();
    try {
      const skipped = await perform(own, fn);
      return skipped === undefined ? {} : { skipped };
    } finally {
      for (const each of line.toReversed()) for (const hook of each.afterEach) await hook();
    }
  } finally {
    for (const each of line.toReversed()) {
      if (--each.left === 0 && each.begun) for (const hook of each.after) await hook();
    }
  }
}

export default test;
