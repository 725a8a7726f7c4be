/** Attempts to get past the language: to the file system, the network, processes, Java and the environment. */
import { evidence, isPasswd } from "./probe.mjs";

const PASSWD = "/etc/passwd";
const CLOSED_PORT = 1;
const REACHED = ["ECONNREFUSED", "ECONNRESET", "EADDRNOTAVAIL", "ETIMEDOUT"];

export const PLATFORM_ATTEMPTS = [
  {
    attempt: "read /etc/passwd",
    routes: [
      async () => passwd((await import("node:fs")).readFileSync(PASSWD, "utf8")),
      async () => passwd(require("fs").readFileSync(PASSWD, "utf8")),
      async () => passwd(process.getBuiltinModule("fs").readFileSync(PASSWD, "utf8")),
      async () => passwd(read(PASSWD)),
      async () => evidence(load(PASSWD) !== undefined, "the file run as a script"),
      async () => evidence(await import(PASSWD), "the file as a module"),
      async () => passwd(Java.type("java.nio.file.Files").readString(Java.type("java.nio.file.Path").of(PASSWD))),
    ],
  },
  {
    attempt: "open a socket",
    routes: [
      async () => connection((await import("node:net")).connect(CLOSED_PORT, "127.0.0.1")),
      async () => fetched(() => fetch(`http://127.0.0.1:${CLOSED_PORT}/`)),
      async () => evidence(new WebSocket(`ws://127.0.0.1:${CLOSED_PORT}/`), "a WebSocket"),
      async () => evidence(new XMLHttpRequest(), "an XMLHttpRequest"),
      async () => evidence(new (Java.type("java.net.Socket"))(), "a Java socket"),
    ],
  },
  {
    attempt: "start a process",
    routes: [
      async () => echoed((await import("node:child_process")).execFileSync("/bin/echo", ["out"])),
      async () => echoed(require("child_process").execFileSync("/bin/echo", ["out"])),
      async () => echoed($EXEC("/bin/echo out")),
      async () => evidence(Java.type("java.lang.Runtime").getRuntime().exec(["/bin/echo"]), "a Java process"),
    ],
  },
  {
    attempt: "reach a Java class",
    routes: [
      async () => javaClass(Java.type("java.lang.System")),
      async () => javaClass(Packages.java.lang.System),
      async () => javaClass(java.lang.System),
      async () => evidence(Polyglot.eval("python", "1 + 1"), "another language's engine"),
      async () => evidence(Polyglot.import("bridge"), "a binding of the host"),
      async (caps) => javaClass(caps.files.read.getClass()),
      async (caps) => javaClass(caps.files.read.class),
      async (caps) => javaClass(caps.files.constructor.getClass()),
    ],
  },
  {
    attempt: "read the environment",
    routes: [
      async () => variables(process.env),
      async () => variables($ENV),
      async () => evidence(Java.type("java.lang.System").getenv("PATH"), "PATH from Java"),
    ],
  },
  {
    attempt: "compile code in the global scope that sees the platform",
    routes: [
      async () => platform(Function("return this")()),
      async (caps) => platform(caps.files.read.constructor("return globalThis")()),
      async () => platform((0, eval)("this")),
      async () => platform(Object.getPrototypeOf(async () => {}).constructor("return globalThis")()),
    ],
  },
];

function passwd(content) {
  return evidence(isPasswd(content), "the accounts of the machine");
}

function echoed(output) {
  return evidence(String(output).includes("out"), "the output of a process");
}

function javaClass(found) {
  return evidence(found !== undefined && found !== null, `a Java class (${typeof found})`);
}

function variables(environment) {
  return evidence(Object.keys(environment ?? {}).length > 0, `${Object.keys(environment ?? {}).length} variables`);
}

/** The platform counts as reached when the global scope offers any of the objects that lead out of the language. */
async function platform(scope) {
  const settled = await scope;
  const doors = ["process", "require", "Java", "Packages", "Deno", "Bun", "fetch"];
  const open = doors.filter((door) => settled?.[door] !== undefined);
  return evidence(open.length > 0, `the global objects ${open.join(", ")}`);
}

/** A refused connection is evidence too: the question went out to the network. */
function connection(socket) {
  return new Promise((resolve, reject) => {
    socket.on("connect", () => resolve("a connection"));
    socket.on("error", (error) => (REACHED.includes(error.code) ? resolve(`an answer of the network (${error.code})`) : reject(error)));
  });
}

async function fetched(request) {
  try {
    return evidence(await request(), "an HTTP answer");
  } catch (error) {
    if (error?.cause !== undefined) {
      return `an answer of the network (${error.cause.code ?? error.cause.message})`;
    }
    throw error;
  }
}
