/** Runs attempts and judges them: one counts as stopped only when none of its routes brought what it wanted. */

const DETAIL_LENGTH = 160;

/** Each attempt is {attempt, routes}; a route returns the evidence that it worked, or undefined, or throws. */
export async function tryAll(attempts, caps) {
  const table = [];
  for (const { attempt, routes } of attempts) {
    table.push({ attempt, ...(await tryRoutes(routes, caps)) });
  }
  return table;
}

async function tryRoutes(routes, caps) {
  const walls = [];
  for (const route of routes) {
    try {
      const evidence = await route(caps);
      if (evidence !== undefined) {
        return { stopped: false, by: "", detail: short(`got ${evidence}`) };
      }
      walls.push({ by: "nothing there", detail: "nothing came back" });
    } catch (error) {
      walls.push({ by: nameOf(error), detail: String(error?.message ?? error) });
    }
  }
  const names = [...new Set(walls.map(({ by }) => by))];
  return { stopped: true, by: names.join(", "), detail: short(`${walls.length} ways tried; last: ${walls.at(-1).detail}`) };
}

function nameOf(error) {
  return String(error?.code ?? error?.name ?? "error");
}

function short(text) {
  return text.length > DETAIL_LENGTH ? `${text.slice(0, DETAIL_LENGTH - 1)}…` : text;
}

/** The evidence when `found` is something, else undefined. */
export function evidence(found, text) {
  return found ? text : undefined;
}

/** Whether a text or bytes are the account file of a Unix machine. */
export function isPasswd(content) {
  const text = typeof content === "string" ? content : String.fromCharCode(...Array.from(content ?? []).slice(0, 4096));
  return /^root:[^:\n]*:0:/m.test(text);
}
