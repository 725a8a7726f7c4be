import type { Capabilities } from "symphony-sdk";

/** Counts the lines of the text files that a pattern matches. */
export default async function run(input: { pattern?: string }, caps: Capabilities) {
  const found = await caps.files.list(input?.pattern ?? "**");
  let lines = 0;
  let skipped = 0;
  for (const { path } of found) {
    try {
      const text = await caps.files.readText(path);
      lines += text.split("\n").length - (text.endsWith("\n") || text === "" ? 1 : 0);
    } catch (error) {
      if (!(error instanceof CapabilityError) || error.code !== "file-not-text") throw error;
      caps.log.warn(`${path} is not text`);
      skipped++;
    }
  }
  return { files: found.length, lines, skipped };
}
