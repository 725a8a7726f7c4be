/** Scripted `files` and `models` services. The model names the language that a text's first word is. */
export class CapabilityError extends Error {
  constructor(code) {
    super(code);
    this.name = "CapabilityError";
    this.code = code;
  }
}

const NAMES = ["c", "java", "python"];
const WIDTH = 16;

/** Capabilities over files in memory; `seen` collects what was asked. */
export function capabilities(contents) {
  const seen = { reads: [], digests: [], rows: [], inFlight: 0, mostInFlight: 0 };
  const listing = Object.entries(contents).map(([path, content]) => ({ path, size: content.size ?? content.length }));
  const files = {
    list: async () => listing,
    readText: async (path) => {
      if (!(path in contents)) {
        throw new CapabilityError("file-not-found");
      }
      return new TextDecoder().decode(contents[path]);
    },
    read: async (path) => {
      seen.reads.push(path);
      seen.mostInFlight = Math.max(seen.mostInFlight, ++seen.inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      seen.inFlight--;
      if (contents[path] instanceof Error) {
        throw contents[path];
      }
      return contents[path];
    },
  };
  const infer = async (digest, { bytes }) => {
    seen.digests.push(digest);
    seen.rows.push(bytes.shape[0]);
    return answer(bytes);
  };
  return { seen, caps: { files, models: { infer } } };
}

function answer({ shape: [rows, length], data }) {
  const language = new DataView(new ArrayBuffer(rows * 8));
  const confidence = new DataView(new ArrayBuffer(rows * 4));
  for (let row = 0; row < rows; row++) {
    const text = String.fromCharCode(...data.subarray(row * length, row * length + 16));
    language.setBigInt64(row * 8, BigInt(NAMES.findIndex((name) => text.startsWith(`${name} `))), true);
    confidence.setFloat32(row * 4, 0.75, true);
  }
  return { language: tensor("int64", [rows], language), confidence: tensor("float32", [rows], confidence), names: names() };
}

function tensor(type, shape, view) {
  return { type, shape, data: new Uint8Array(view.buffer) };
}

/** Names stand somewhere inside a larger buffer, as they may when a frame is cut up. */
function names() {
  const buffer = new Uint8Array(7 + NAMES.length * WIDTH).fill(255);
  const data = buffer.subarray(7);
  data.fill(0);
  NAMES.forEach((name, row) => data.set(new TextEncoder().encode(name), row * WIDTH));
  return { type: "uint8", shape: [NAMES.length, WIDTH], data };
}
