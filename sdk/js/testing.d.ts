import type { Capabilities, HttpAnswer, HttpRequest, Tensor, Value } from "./index.js";

type Content = string | Uint8Array;
type Tensors = { [name: string]: Tensor };
type Operations = { [operation: string]: (...values: any[]) => unknown };

/** What each service answers; what is left out refuses every call. */
export interface Script {
  files?: { [path: string]: Content } | Operations;
  artifacts?: object;
  log?: object;
  /** Where the clock stands: ISO 8601 text, or milliseconds since 1970. */
  clock?: string | number | Operations;
  /** A seed. */
  random?: number | Operations;
  kv?: { [key: string]: Value } | Operations;
  models?: ((model: string, inputs: Tensors) => Tensors) | { [digest: string]: (inputs: Tensors) => Tensors };
  extensions?: { [name: string]: Value | ((input: Value) => Value) };
  http?: ((request: HttpRequest) => ScriptedAnswer | Promise<ScriptedAnswer>) | { [target: string]: ScriptedAnswer };
  /** A capability that the manifest names with `as`: give it with the function `as`. */
  [binding: string]: unknown;
}

export type ScriptedAnswer = Partial<Omit<HttpAnswer, "body">> & { body?: Content };

export interface Call {
  service: string;
  operation: string;
  arguments: unknown[];
}

export interface Scripted {
  readonly caps: Capabilities;
  /** Every call, in order, refused ones too. */
  readonly calls: Call[];
  readonly files: Map<string, Uint8Array>;
  readonly artifacts: { name: string; mediaType: string; content: Content; digest: string; size: number }[];
  readonly log: { level: string; message: string }[];
  readonly clock: { advance(millis: number): void; set(time: string | number): void };
  readonly kv: Map<string, Value>;
  readonly [binding: string]: any;
}

/** Makes capabilities that answer what the script says. */
export function scripted(script?: Script): Scripted;

/** Scripts a capability that the manifest gives another name with `as`. */
export function as(service: keyof Capabilities, script?: unknown): unknown;

export const CapabilityError: typeof globalThis.CapabilityError;
