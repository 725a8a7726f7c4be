/** Scripted capabilities: a gate that refuses, and services that check nothing. */
import { readFile } from "node:fs/promises";

export class CapabilityError extends Error {
  constructor(code) {
    super("refused");
    this.name = "CapabilityError";
    this.code = code;
  }
}

const SERVICES = ["files", "kv", "http", "artifacts", "models", "extensions"];
const OPERATIONS = ["read", "list", "put", "request", "infer", "invoke"];

/** Every operation is refused with the code. */
export function refusing(code) {
  const refuse = async () => {
    throw new CapabilityError(code);
  };
  const service = () => Object.freeze(Object.fromEntries(OPERATIONS.map((name) => [name, refuse])));
  return Object.freeze(Object.fromEntries(SERVICES.map((name) => [name, service()])));
}

/** Capabilities that give everything and can be changed: each attempt must get what it wants from them. */
export function careless() {
  return {
    files: { read: carelessRead, list: async () => [{ path: "../outside", size: 1 }] },
    kv: { put: async () => "stored", list: async () => ["secret"] },
    http: { request: async () => ({ status: 200 }) },
    artifacts: { put: async () => ({ digest: "x" }) },
    models: { infer: async () => ({}) },
    extensions: { invoke: async () => ({}) },
  };
}

/** Reads whatever it is asked for, as a service without a check would, and looks twice at the path. */
async function carelessRead(path) {
  const name = String(path) && String(path).split("\0").at(-1).replace("file://", "").replaceAll("%2e", ".").replaceAll("\\", "/");
  return new Uint8Array(await readFile(name.startsWith(".") ? `/${name.replace(/^[./]+/, "")}` : `/${name}`));
}
