/** Answers the panel: {action: "add", text} and {action: "list"} both become {notes: [{text, at}]}. */
export default async function run(input, caps) {
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

async function add(text, caps) {
  if (typeof text !== "string" || text.trim() === "") throw new TypeError("input.text must be a text");
  const at = caps.clock.now();
  await caps.kv.put(`notes/${at}`, { text: text.trim(), at });
}

async function list(caps) {
  const keys = await caps.kv.list("notes/");
  return { notes: await Promise.all(keys.map((key) => caps.kv.get(key))) };
}
