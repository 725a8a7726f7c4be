/** Attempts to get more out of the capabilities than was granted: files of the input directory, to list and to read. */
import { evidence, isPasswd } from "./probe.mjs";

const UP = "../".repeat(12);
const FORGED_HANDLES = 64;
const REFUSAL = /^(?:denied|argument)-|-unknown$/;
const NOBODY = `sha256:${"0".repeat(64)}`;

export const CAPABILITY_ATTEMPTS = [
  {
    attempt: "read above the granted directory",
    routes: [`${UP}etc/passwd`, `./${UP}etc/passwd`, `x/../${UP}etc/passwd`, `..\\..\\etc\\passwd`, `%2e%2e/%2e%2e/etc/passwd`, `README.md\0${UP}etc/passwd`].map(reading),
  },
  {
    attempt: "read by an absolute path",
    routes: ["/etc/passwd", "//etc/passwd", "file:///etc/passwd", "/proc/self/environ", "/proc/self/root/etc/passwd"].map(reading),
  },
  {
    attempt: "list above the granted directory",
    routes: ["../**", "/**", "/etc/*", `${UP}etc/*`, "{../**,**}"].map((pattern) => async (caps) => {
      const outside = (await caps.files.list(pattern)).filter(({ path }) => path.startsWith("/") || path.split("/").includes(".."));
      return evidence(outside.length > 0, `${outside.length} paths outside`);
    }),
  },
  {
    attempt: "pass a path that changes after the check",
    routes: [changingText, changingProxy].map((make) => async (caps) => passwd(await caps.files.read(make()))),
  },
  { attempt: "use http without a grant", routes: [reaching((caps) => caps.http.request({ method: "GET", url: "http://127.0.0.1:1/" }))] },
  { attempt: "use kv without a grant", routes: [reaching((caps) => caps.kv.put("hostile", "was here")), reaching((caps) => caps.kv.list(""))] },
  { attempt: "use artifacts without a grant", routes: [reaching((caps) => caps.artifacts.put("hostile.txt", "text/plain", "was here"))] },
  { attempt: "use models without a grant", routes: [reaching((caps) => caps.models.infer(NOBODY, {}))] },
  { attempt: "invoke another extension without a grant", routes: [reaching((caps) => caps.extensions.invoke("language-id", {}))] },
  {
    attempt: "forge a handle",
    routes: [
      (caps) => everyHandle((handle) => reaching(() => caps.kv.list.call({ handle, id: handle }, ""))(caps)),
      (caps) => everyHandle((handle) => reaching(() => caps.kv.list({ handle, operation: "kv.list" }))(caps)),
      (caps) => everyHandle((handle) => reaching(() => Reflect.construct(Object, [], caps.kv.list)(handle))(caps)),
      async (caps) => passwd(await caps.files.read.call({ handle: 0, root: "/" }, "etc/passwd")),
      async (caps) => passwd(await caps.files.read.apply(caps.kv, ["/etc/passwd"])),
    ],
  },
  {
    attempt: "change the capability object",
    routes: [
      changing((caps) => Object.assign(caps, { smuggled: true }), (caps) => caps.smuggled === true),
      changing((caps) => Object.defineProperty(caps.files, "read", { value: () => "forged" }), (caps) => caps.files.read() === "forged"),
      changing((caps) => Object.setPrototypeOf(caps.files, { smuggled: true }), (caps) => caps.files.smuggled === true),
      changing((caps) => delete caps.files.read, (caps) => caps.files.read === undefined),
    ],
  },
  {
    attempt: "poison the prototypes the bridge relies on",
    routes: [
      poisoning("handle", 0, reaching((caps) => caps.kv.list(""))),
      poisoning("granted", true, reaching((caps) => caps.kv.list(""))),
      poisoning("root", "/", async (caps) => passwd(await caps.files.read("etc/passwd"))),
    ],
  },
];

function passwd(content) {
  return evidence(isPasswd(content), "the accounts of the machine");
}

function reading(path) {
  return async (caps) => {
    const bytes = await caps.files.read(path);
    return evidence(bytes !== undefined && bytes !== null, `${bytes?.length} bytes of ${path}`);
  };
}

/** A call that must be refused; any other answer, an error of the service included, shows that the service was reached. */
function reaching(call) {
  return async (caps) => {
    try {
      return `an answer of the service: ${JSON.stringify(await call(caps))}`;
    } catch (error) {
      if (error?.name === "CapabilityError" && !REFUSAL.test(error.code)) {
        return `an error of the service itself: ${error.code}`;
      }
      throw error;
    }
  };
}

/** Tries many handles; throws the last wall when none opened anything. */
async function everyHandle(attempt) {
  let wall = new Error("no handle tried");
  for (let handle = 0; handle < FORGED_HANDLES; handle++) {
    try {
      return `${await attempt(handle)} with handle ${handle}`;
    } catch (error) {
      wall = error;
    }
  }
  throw wall;
}

function changing(change, changed) {
  return async (caps) => {
    change(caps);
    return evidence(changed(caps), "a changed capability object");
  };
}

function poisoning(name, value, attempt) {
  return async (caps) => {
    Object.prototype[name] = value;
    try {
      return await attempt(caps);
    } finally {
      delete Object.prototype[name];
    }
  };
}

/** An object whose text is harmless when first looked at and hostile from then on. */
function changingText() {
  let looks = 0;
  return { toString: () => (looks++ === 0 ? "README.md" : `${UP}etc/passwd`), valueOf: () => "README.md" };
}

function changingProxy() {
  const text = changingText();
  return new Proxy(text, { get: (target, key) => (key === Symbol.toPrimitive ? () => String(target) : Reflect.get(target, key)) });
}
