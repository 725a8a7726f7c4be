// Generated from the declarations of the services. A test of the host tells when it is out of date.

/** A value that can cross the gate, as an argument or as a result. */
export type Value = null | boolean | number | string | Uint8Array | Value[] | { [key: string]: Value };

/** The entry of an extension: `export default async function run(input, caps)`. */
export type Run<Input = Value, Output = Value> = (input: Input, caps: Capabilities) => Output | Promise<Output>;

declare global {
  /** What a call throws that was refused (`denied-...`) or that failed. Every code has a page in docs/errors. */
  class CapabilityError extends Error {
    constructor(message: string, code: string);
    readonly code: string;
  }
}

/** All that a guest can reach. What was not granted is there too, and is refused. */
export interface Capabilities {
  /** Reads the files below one directory. */
  readonly files: Files;
  /** Keeps what extensions make, under its digest. */
  readonly artifacts: Artifacts;
  /** Writes lines to the log of the host. */
  readonly log: Log;
  /** Tells the time. */
  readonly clock: Clock;
  /** Gives random bytes and numbers. */
  readonly random: Random;
  /** Keeps values from one run to the next. */
  readonly kv: Kv;
  /** Runs machine-learning models in ONNX form. */
  readonly models: Models;
  /** Calls other extensions. */
  readonly extensions: Extensions;
  /** Sends requests to servers that the right names. */
  readonly http: Http;
  /** Advises which variant to use, and learns from what came of it. */
  readonly conductor: Conductor;
  /** Asks for rights, and lends them, while an extension runs. */
  readonly permissions: Permissions;
}

/** Reads the files below one directory. */
export interface Files {
  /** Lists the files whose path a glob matches, sorted by path. */
  list(pattern: string): Promise<FileEntry[]>;
  /** Reads a file as bytes. */
  read(path: string): Promise<Uint8Array>;
  /** Reads a file as text; it has to be well-formed UTF-8. */
  readText(path: string): Promise<string>;
  /** Tells the size of a file. */
  stat(path: string): Promise<FileEntry>;
}

/** Keeps what extensions make, under its digest. */
export interface Artifacts {
  /** Keeps text or bytes, and answers with their digest and size. */
  put(name: string, mediaType: string, content: Value): Promise<StoredArtifact>;
  /** Gets the bytes with a digest. */
  get(digest: string): Promise<Uint8Array>;
}

/** Writes lines to the log of the host. */
export interface Log {
  /** Logs what helps to find a fault. */
  debug(message: string): void;
  /** Logs what happened as it should. */
  info(message: string): void;
  /** Logs what somebody should look at. */
  warn(message: string): void;
  /** Logs what went wrong. */
  error(message: string): void;
}

/** Tells the time. */
export interface Clock {
  /** Tells the time in UTC as ISO 8601 text with milliseconds. */
  now(): string;
  /** Tells the milliseconds since 1970 began in UTC. */
  millis(): number;
}

/** Gives random bytes and numbers. */
export interface Random {
  /** Gives up to 65,536 random bytes. */
  bytes(count: number): Uint8Array;
  /** Gives a random number from 0, and less than 1. */
  uniform(): number;
}

/** Keeps values from one run to the next. */
export interface Kv {
  /** Gets the value at a key, or null when there is none. */
  get(key: string): Promise<Value | null>;
  /** Keeps a value at a key, in place of the one before. */
  put(key: string, value: Value): Promise<void>;
  /** Removes the value at a key, if there is one. */
  delete(key: string): Promise<void>;
  /** Lists the keys that start with a prefix, sorted. */
  list(prefix: string): Promise<string[]>;
}

/** Runs machine-learning models in ONNX form. */
export interface Models {
  /** Runs a model on named tensors, and answers with its outputs. */
  infer(model: string, inputs: { [name: string]: Tensor }): Promise<{ [name: string]: Tensor }>;
}

/** Calls other extensions. */
export interface Extensions {
  /** Runs another extension on an input, and gives its result. */
  invoke(name: string, input: Value): Promise<Value>;
}

/** Sends requests to servers that the right names. */
export interface Http {
  /** Sends a request, and gives the answer of the server. */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

/** Advises which variant to use, and learns from what came of it. */
export interface Conductor {
  /** Advises which of several options to use for a task. */
  advise(choice: string, options: string[], features: number[]): Promise<Advice>;
  /** Tells what came of an advice: a reward from 0 to 1. */
  feedback(choice: string, decision: number, reward: number): Promise<void>;
  /** Gives what is known of the options of a choice. */
  score(choice: string): Promise<OptionScore[]>;
}

/** Asks for rights, and lends them, while an extension runs. */
export interface Permissions {
  /** Asks for a right, and gives what was granted of it. */
  request(right: string, span: string, reason: string): Promise<string>;
  /** Lends a right to an extension, whenever it is called. */
  lend(right: string, name: string): Promise<string>;
}

export interface Advice {
  decision: number;
  option: string;
  policy: string;
}

export interface FileEntry {
  path: string;
  size: number;
}

export interface HttpAnswer {
  status: number;
  headers: { [name: string]: string };
  body: Uint8Array;
  location?: string;
}

export interface HttpRequest {
  method?: string;
  url: string;
  headers?: { [name: string]: string };
  body?: Value;
}

export interface OptionScore {
  option: string;
  calls: number;
  reward: number;
  player: boolean;
}

export interface StoredArtifact {
  digest: string;
  size: number;
}

export interface Tensor {
  type: string;
  shape: number[];
  data: Uint8Array;
}
