/** Measures the files it is told of: input {files: [{path, language}]} becomes {files: [...], skipped: [...]}. */
import { inLanes } from "./lanes.mjs";
import { measure } from "./measure.mjs";

const READS_IN_FLIGHT = 32;
const NOT_READ = ["large", "unreadable"];

/**
 * Returns one record per measured file, in the input's order, and the files that could not be read with the reason.
 * `lines` counts newline bytes exactly as `wc -l` does, for binary files too.
 */
export default async function run(input, caps) {
  if (!Array.isArray(input?.files)) {
    throw new TypeError("input.files must be a list of {path, language}");
  }
  const skipped = input.files.filter(({ language }) => NOT_READ.includes(language)).map(({ path, language }) => ({ path, reason: language }));
  const wanted = input.files.filter(({ language }) => !NOT_READ.includes(language));
  const answers = await inLanes(wanted, READS_IN_FLIGHT, (file) => measured(file, caps));
  return {
    files: answers.filter((answer) => answer.reason === undefined),
    skipped: [...skipped, ...answers.filter((answer) => answer.reason !== undefined)],
  };
}

async function measured({ path, language }, caps) {
  let bytes;
  try {
    bytes = await caps.files.read(path);
  } catch (error) {
    if (concernsEveryFile(error)) {
      throw error;
    }
    return { path, reason: error.code };
  }
  return { path, language, ...measure(bytes, language) };
}

/** Whether a refusal is about the grant as a whole, so that going on with the other files is pointless. */
function concernsEveryFile(error) {
  return error?.name !== "CapabilityError" || (error.code.startsWith("denied-") && error.code !== "denied-resource");
}
