// What `node:assert/strict` is within the sandbox; every comparison is strict.
export class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message ?? `${show(actual)} ${operator} ${show(expected)}`);
    this.name = "AssertionError";
    this.code = "ERR_ASSERTION";
    Object.assign(this, { actual, expected, operator });
  }
}

function show(value) {
  if (typeof value === "function") return value.name || "a function";
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    const text = JSON.stringify(value, (_, part) => {
      if (part instanceof Uint8Array) return `bytes ${[...part].join(" ")}`;
      if (part instanceof Map) return { Map: [...part] };
      if (part instanceof Set) return { Set: [...part] };
      return typeof part === "bigint" || part === undefined || typeof part === "number" && !Number.isFinite(part)
        ? `<${String(part)}>` : part;
    }) ?? String(value);
    return text.length > 600 ? `${text.slice(0, 600)}…` : text;
  } catch {
    return String(value);
  }
}

function raise(message, actual, operator, expected) {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, actual, expected, operator });
}

/** Whether two values are deeply and strictly equal. */
function same(a, b, seen = new Map()) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp) return String(a) === String(b) && a.lastIndex === b.lastIndex;
  if (a instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (a instanceof Map) return a.size === b.size && [...a].every(([k, v]) => b.has(k) && same(v, b.get(k), seen));
  if (a instanceof Set) return a.size === b.size && [...a].every((v) => b.has(v) || [...b].some((w) => same(v, w, seen)));
  const keys = Reflect.ownKeys(a).filter((key) => Object.prototype.propertyIsEnumerable.call(a, key));
  const others = Reflect.ownKeys(b).filter((key) => Object.prototype.propertyIsEnumerable.call(b, key));
  return (!Array.isArray(a) || a.length === b.length) && keys.length === others.length
    && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key], seen));
}

export function ok(...given) {
  if (!given[0]) raise(given[1], given[0], "is not truthy", true);
}
export function equal(actual, expected, message) {
  if (!Object.is(actual, expected)) raise(message, actual, "is not", expected);
}
export function notEqual(actual, expected, message) {
  if (Object.is(actual, expected)) raise(message, actual, "is", expected);
}
export function deepEqual(actual, expected, message) {
  if (!same(actual, expected)) raise(message, actual, "is not", expected);
}
export function notDeepEqual(actual, expected, message) {
  if (same(actual, expected)) raise(message, actual, "is", expected);
}
export function match(text, pattern, message) {
  if (typeof text !== "string" || !pattern.test(text)) raise(message, text, "does not match", String(pattern));
}
export function doesNotMatch(text, pattern, message) {
  if (typeof text === "string" && pattern.test(text)) raise(message, text, "matches", String(pattern));
}
export function fail(message = "failed") {
  raise(message);
}
export function ifError(value) {
  if (value !== null && value !== undefined) raise(undefined, value, "is an error, not", null);
}
export function throws(fn, expected, message) {
  let thrown;
  try {
    fn();
  } catch (error) {
    thrown = { error };
  }
  expect(thrown, expected, message);
}
export async function rejects(promise, expected, message) {
  let thrown;
  try {
    await (typeof promise === "function" ? promise() : promise);
  } catch (error) {
    thrown = { error };
  }
  expect(thrown, expected, message);
}
export function doesNotThrow(fn) {
  fn();
}
export async function doesNotReject(promise) {
  await (typeof promise === "function" ? promise() : promise);
}

function expect(thrown, expected, message) {
  const words = typeof expected === "string" ? expected : message;
  if (!thrown) raise(words ?? "it throws nothing");
  const { error } = thrown;
  if (expected === undefined || typeof expected === "string") return;
  if (expected instanceof RegExp) {
    if (!expected.test(String(error))) raise(words, error, "does not match", String(expected));
  } else if (typeof expected === "function") {
    const isClass = expected.prototype !== undefined && error instanceof expected;
    if (isClass || Error.isPrototypeOf(expected) || expected === Error) {
      if (!isClass) throw error;
    } else if (expected.call({}, error) !== true) {
      raise(words ?? "the function that checks the error does not give true", error, "fails", expected);
    }
  } else {
    for (const key of [...Object.keys(expected), ...(expected instanceof Error ? ["name", "message"] : [])]) {
      const fits = expected[key] instanceof RegExp && typeof error?.[key] === "string"
        ? expected[key].test(error[key]) : same(error?.[key], expected[key]);
      if (!fits) raise(words, error?.[key], `as ${key} is not`, expected[key]);
    }
  }
}

const assert = Object.assign((...given) => ok(...given), {
  AssertionError, ok, equal, notEqual, deepEqual, notDeepEqual, match, doesNotMatch, fail, ifError, throws, rejects,
  doesNotThrow, doesNotReject, strictEqual: equal, notStrictEqual: notEqual, deepStrictEqual: deepEqual,
  notDeepStrictEqual: notDeepEqual,
});
assert.strict = assert;
export {
  assert as strict, equal as strictEqual, notEqual as notStrictEqual, deepEqual as deepStrictEqual,
  notDeepEqual as notDeepStrictEqual,
};
export default assert;
