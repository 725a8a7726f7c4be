// The services as the harness plays them: each takes its part of the script, and gives the operations and what the test
// can look at or steer. They use nothing but the language itself, since they run within a sandbox too.

const utf8 = { encode: encodeUtf8, decode: decodeUtf8 };

/** By service: (script, CapabilityError) -> {operations, control}. */
export const fakes = {
  files(script, CapabilityError) {
    const contents = new Map(data(script).map(([path, content]) => [path, octets(content)]));
    const open = (path) => {
      const found = contents.get(path);
      if (!found) throw new CapabilityError(`there is no file '${path}'`, "file-not-found");
      return found;
    };
    const entry = (path) => ({ path, size: open(path).length });
    return {
      control: contents,
      operations: {
        list: (pattern) => [...contents.keys()].filter(glob(pattern)).sort().map(entry),
        read: (path) => open(path).slice(),
        readText(path) {
          const text = utf8.decode(open(path));
          if (text === undefined) throw new CapabilityError(`'${path}' is not UTF-8 text`, "file-not-text");
          return text;
        },
        stat: entry,
      },
    };
  },

  artifacts(script, CapabilityError) {
    const kept = [];
    const byDigest = new Map();
    return {
      control: kept,
      operations: {
        put(name, mediaType, content) {
          if (typeof content !== "string" && !(content instanceof Uint8Array)) {
            throw new CapabilityError("the content has to be text or bytes", "argument-type");
          }
          const bytes = octets(content);
          const digest = `sha256:${sha256(bytes)}`;
          byDigest.set(digest, bytes);
          kept.push({ name, mediaType, content, digest, size: bytes.length });
          return { digest, size: bytes.length };
        },
        get(digest) {
          const found = byDigest.get(digest);
          if (!found) throw new CapabilityError("there is no artifact with this digest", "artifact-unknown");
          return found.slice();
        },
      },
    };
  },

  log() {
    const lines = [];
    const write = (level) => (message) => void lines.push({ level, message });
    return {
      control: lines,
      operations: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") },
    };
  },

  /** The script is the time at which the clock stands, as ISO 8601 text or in milliseconds. */
  clock(script) {
    let millis = typeof script === "number" ? script : Date.parse(typeof script === "string" ? script : "2026-01-01T00:00:00Z");
    return {
      control: {
        advance: (by) => void (millis += by),
        set: (time) => void (millis = typeof time === "number" ? time : Date.parse(time)),
      },
      operations: { now: () => new Date(millis).toISOString(), millis: () => millis },
    };
  },

  /** The script is a seed; the same seed gives the same numbers. */
  random(script, CapabilityError) {
    let state = (typeof script === "number" ? script : 1) >>> 0;
    const next = () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    return {
      control: {},
      operations: {
        bytes(count) {
          if (count < 0 || count > 65536) throw new CapabilityError("count is from 0 to 65536", "argument-range");
          return Uint8Array.from({ length: count }, () => Math.floor(next() * 256));
        },
        uniform: next,
      },
    };
  },

  kv(script) {
    const values = new Map(data(script));
    return {
      control: values,
      operations: {
        get: (key) => copy(values.get(key) ?? null),
        put: (key, value) => void values.set(key, copy(value)),
        delete: (key) => void values.delete(key),
        list: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)).sort(),
      },
    };
  },

  /** The script is a function (model, inputs) -> outputs, or one by digest: (inputs) -> outputs. */
  models(script, CapabilityError) {
    return {
      control: {},
      operations: {
        infer(model, inputs) {
          if (typeof script === "function") return script(model, inputs);
          const found = script?.[model];
          if (!found) throw new CapabilityError("there is no such model", "model-unknown");
          return found(inputs);
        },
      },
    };
  },

  /** The script says what is granted: a function (right, span, reason) -> right or null, or a list of rights. */
  permissions(script, CapabilityError) {
    return {
      control: {},
      operations: {
        request(right, span, reason) {
          const granted =
            typeof script === "function" ? script(right, span, reason) : (script ?? []).find((r) => r === right);
          if (!granted) throw new CapabilityError("nobody agreed to it", "permission-refused");
          return granted;
        },
      },
    };
  },

  /** The script is an answer, or a function input -> answer, by name of the extension. */
  extensions(script, CapabilityError) {
    return {
      control: {},
      operations: {
        invoke(name, input) {
          if (!Object.hasOwn(script ?? {}, name)) {
            throw new CapabilityError(`there is no extension '${name}' here`, "extension-unknown");
          }
          return typeof script[name] === "function" ? script[name](input) : copy(script[name]);
        },
      },
    };
  },

  /** The script is a function request -> answer, or an answer by "METHOD address". A body may be text. */
  conductor(script, CapabilityError) {
    const given = [];
    const rewards = new Map();
    return {
      control: rewards,
      operations: {
        advise(choice, options, features) {
          const option = typeof script === "function" ? script(choice, options, features) : (script ?? options[0]);
          if (!options.includes(option)) throw new CapabilityError(`'${option}' is no option here`, "argument-range");
          given.push(option);
          return { decision: given.length, option, policy: "fake-1" };
        },
        feedback(choice, decision, reward) {
          if (!(reward >= 0 && reward <= 1)) throw new CapabilityError("a reward is 0 to 1", "argument-range");
          if (given[decision - 1] === undefined || rewards.has(decision)) {
            throw new CapabilityError("there is no such advice", "conductor-unknown-decision");
          }
          rewards.set(decision, reward);
        },
        score() {
          return [...new Set(given)].map((option) => {
            const heard = [...rewards].filter(([decision]) => given[decision - 1] === option).map(([, reward]) => reward);
            const mean = heard.reduce((sum, reward) => sum + reward, 0) / Math.max(1, heard.length);
            return { option, calls: heard.length, reward: mean, player: true };
          });
        },
      },
    };
  },

  http(script, CapabilityError) {
    const answer = (request) => {
      if (typeof script === "function") return script(request);
      const target = `${request.method ?? "GET"} ${request.url}`;
      if (!Object.hasOwn(script ?? {}, target)) throw new CapabilityError(`no answer for ${target}`, "http-failed");
      return script[target];
    };
    return {
      control: {},
      operations: {
        async request(request) {
          const { status = 200, headers = {}, body = "", ...rest } = await answer(request);
          return { status, headers, body: octets(body), ...rest };
        },
      },
    };
  },
};

// What a script holds beside operations of its own.
function data(script) {
  return Object.entries(script ?? {}).filter(([, value]) => typeof value !== "function");
}

function octets(content) {
  return typeof content === "string" ? utf8.encode(content) : Uint8Array.from(content);
}

// Values cross the gate by copy; a test must not see more sharing than a run does.
function copy(value) {
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}

/** The predicate of a glob: `*` and `?` stay within a segment, `**` as a whole segment stands for any number of them. */
export function glob(pattern) {
  const segment = (text) => text
    .replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[^/]*").replace(/\?/g, "[^/]");
  const matches = (parts, names) => {
    if (parts.length === 0) return names.length === 0;
    if (parts[0] === "**") {
      return matches(parts.slice(1), names) || (names.length > 0 && matches(parts, names.slice(1)));
    }
    return names.length > 0 && new RegExp(`^${segment(parts[0])}$`, "s").test(names[0])
      && matches(parts.slice(1), names.slice(1));
  };
  return (path) => matches(pattern.split("/"), path.split("/"));
}

function encodeUtf8(text) {
  const bytes = [];
  for (const character of text) {
    const code = character.codePointAt(0);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}

function decodeUtf8(bytes) {
  try {
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) {
      text += Array.from(bytes.subarray(i, i + 8192), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
    }
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes) {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  const k = primes.map((p) => fraction(Math.cbrt(p)));
  const hash = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  for (let at = 0; at < padded.length; at += 64) compress(view, at, hash, k);
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function compress(view, at, hash, k) {
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const w = [];
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; i++) {
    if (i < 16) w[i] = view.getInt32(at + 4 * i);
    else {
      const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { hash[i] = (hash[i] + word) | 0; });
}
