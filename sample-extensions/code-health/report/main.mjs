/** Writes the report. Input {title, measured, statistics, attacks}; returns {markdown, artifacts: [{name, digest}]}. */
import { verdicts } from "./attacks.mjs";
import { page } from "./html.mjs";
import { terminalReport } from "./markdown.mjs";

/**
 * `measured` is what the operator metrics returned, `statistics` what the operator statistics returned, and `attacks` a
 * list of {language, attack, outcome} with the outcomes of the hostile nodes.
 */
export default async function run(input, caps) {
  const report = {
    title: input?.title ?? "Code health",
    made: madeAt(caps),
    skipped: input.measured.skipped,
    statistics: input.statistics,
    attacks: verdicts(input.attacks ?? []),
  };
  const markdown = terminalReport(report);
  const artifacts = [await stored(caps, "code-health.html", "text/html", page(report)), await stored(caps, "code-health.md", "text/markdown", markdown)];
  return { markdown, artifacts };
}

async function stored(caps, name, mediaType, content) {
  const { digest } = await caps.artifacts.put(name, mediaType, content);
  return { name, digest };
}

/** The time is nice to have: without the grant the report goes undated. */
function madeAt(caps) {
  try {
    return caps.clock.now();
  } catch (error) {
    if (error?.name !== "CapabilityError") {
      throw error;
    }
    return "";
  }
}
