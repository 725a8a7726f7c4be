import type { Capabilities } from "symphony-sdk";

/** What the panel sends. */
export interface Message {
  action: string;
  text?: string;
}

/** What the panel shows. */
export type Note = { text: string; at: string };

/** Answers the panel: it adds a note or lists them, and gives all of them. */
export default async function run(input: Message, caps: Capabilities): Promise<{ notes: Note[] }> {
  switch (input?.action) {
    case "add":
      await add(input.text, caps);
      return list(caps);
    case "list":
      return list(caps);
    default:
      throw new TypeError("input.action must be 'add' or 'list'");
  }
}

async function add(text: string | undefined, caps: Capabilities) {
  if (typeof text !== "string" || text.trim() === "") throw new TypeError("input.text must be a text");
  const at = caps.clock.now();
  await caps.kv.put(`notes/${at}`, { text: text.trim(), at });
}

async function list(caps: Capabilities) {
  const keys = await caps.kv.list("notes/");
  return { notes: (await Promise.all(keys.map((key) => caps.kv.get(key)))) as Note[] };
}
