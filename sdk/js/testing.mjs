// The test harness: `scripted` makes a `caps` whose services answer what the test says. Under Node nothing stands behind it.
// In `symphony test` the same calls pass the gate of a real kernel first, under the rights that the manifest asks for.
import { fakes } from "./fakes.mjs";
import { services } from "./services.mjs";

globalThis.CapabilityError ??= class CapabilityError extends Error {
  constructor(message, code) {
    super(message);
    this.name = "CapabilityError";
    this.code = code;
  }
};
const CapabilityError = globalThis.CapabilityError;
export { CapabilityError };

let gate;

/** Puts the gate before every scripted call; `symphony test` does this. */
export function attach(caps) {
  gate = caps;
}

/** Scripts a capability that the manifest gives another name with `as`: `{ input: as("files", { "a.txt": "..." }) }`. */
export function as(service, script) {
  if (!(service in services)) throw new TypeError(`there is no service '${service}'`);
  return { [renamed]: true, service, script };
}
const renamed = Symbol("renamed");

/**
 * Makes capabilities that answer what the script says. A service that the script leaves out refuses every call.
 * See the README of this package for what each service takes.
 */
export function scripted(script = {}) {
  const calls = [];
  const parts = {};
  const caps = {};
  for (const [name, given] of Object.entries(script)) {
    const { service, script: own } = given?.[renamed] ? given : as(name, given);
    const part = fakes[service](own, CapabilityError);
    parts[name] = part.control;
    caps[name] = members(name, service, { ...part.operations, ...functions(own) }, calls);
  }
  for (const service of Object.keys(services)) {
    caps[service] ??= members(service, service, {}, calls);
  }
  return Object.freeze({ caps: Object.freeze(caps), calls, ...parts });
}

// A script may bring operations of its own, in place of those of the fake.
function functions(script) {
  if (typeof script !== "object" || script === null) return {};
  return Object.fromEntries(Object.entries(script).filter(([, value]) => typeof value === "function"));
}

function members(binding, service, operations, calls) {
  const made = {};
  for (const [name, { mode, parameters }] of Object.entries(services[service])) {
    const perform = operations[name];
    const begin = (values) => {
      calls.push({ service: binding, operation: name, arguments: values });
      if (perform === undefined) {
        throw new CapabilityError(`${binding}.${name}: the test scripts nothing for it`, "denied-not-granted");
      }
    };
    made[name] = mode === "synchronous"
      ? (...values) => {
        begin(values);
        gate?.[binding][name](...values);
        check(binding, name, parameters, values);
        return perform(...values);
      }
      : async (...values) => {
        const site = new Error();
        try {
          begin(values);
          await gate?.[binding][name](...values);
          check(binding, name, parameters, values);
          return await perform(...values);
        } catch (error) {
          throw located(error, site);
        }
      };
  }
  return Object.freeze(made);
}

// What fails after the gate has answered has left the stack of the caller; this keeps it.
function located(error, site) {
  if (error instanceof CapabilityError && !Object.hasOwn(error, "callSite")) {
    Object.defineProperty(error, "callSite", { value: String(site.stack), configurable: true });
    if (gate === undefined) error.stack = `${error}\n${error.callSite.split("\n").slice(1).join("\n")}`;
  }
  return error;
}

function check(binding, operation, parameters, values) {
  if (values.length > parameters.length) {
    throw new CapabilityError(
      `${binding}.${operation}: expected ${parameters.length} arguments, got ${values.length}`, "argument-count");
  }
  parameters.forEach(([name, type], i) => {
    const wrong = mismatch(type, values[i]);
    if (wrong) throw new CapabilityError(`${binding}.${operation}: argument '${name}': ${wrong}`, "argument-type");
  });
}

// What is wrong with a value, in the words of the host; nothing when it fits.
function mismatch(type, value) {
  if (typeof type === "string") return simple(type, value);
  if (type.optional) return value === undefined || value === null ? undefined : mismatch(type.optional, value);
  if (type.list) {
    if (!Array.isArray(value)) return `expected a list, got ${kind(value)}`;
    return first(value.map((element) => mismatch(type.list, element)));
  }
  if (kind(value) !== "an object") return `expected an object, got ${kind(value)}`;
  if (type.map) return first(Object.values(value).map((element) => mismatch(type.map, element)));
  return first(Object.entries(type.record).map(([field, of]) =>
    !(field in value) && !of.optional ? `the field '${field}' is missing` : mismatch(of, value[field])));
}

function first(problems) {
  return problems.find((problem) => problem !== undefined);
}

function simple(type, value) {
  const fits = {
    any: () => true,
    nothing: () => true,
    boolean: () => typeof value === "boolean",
    integer: () => Number.isSafeInteger(value),
    number: () => typeof value === "number",
    string: () => typeof value === "string",
    bytes: () => value instanceof Uint8Array,
  };
  const wanted = {
    boolean: "true or false", integer: "a whole number", number: "a number", string: "text", bytes: "bytes",
  };
  return fits[type]() ? undefined : `expected ${wanted[type]}, got ${kind(value)}`;
}

function kind(value) {
  if (value === null || value === undefined) return "null";
  if (typeof value === "boolean") return "a boolean";
  if (typeof value === "number") return "a number";
  if (typeof value === "string") return "text";
  if (value instanceof Uint8Array) return "bytes";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : "something else";
}
