/** Recognises the language of every file below the granted root from its content. */
import { excerpt, kindOf } from "./content.mjs";
import { ignoredIn } from "./ignored.mjs";
import { inLanes } from "./lanes.mjs";
import { recognise } from "./model.mjs";

const FILES_PER_INFERENCE = 64;
const READS_IN_FLIGHT = 32;
const LANES = 2;
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * With input {part, of}, looks at one of `of` equal parts of the listing, so that several runs share the work.
 * Returns [{path, language, confidence}] in the order of the listing, without what the project ignores. Besides the model's languages there are
 * "empty", "binary", "large" (over 4 MiB, not read) and "unreadable", which need no model and have confidence 1.
 */
export default async function run(input, caps) {
  const ignored = await ignoredIn(caps.files);
  const all = (await caps.files.list(input?.pattern ?? "**")).filter((file) => !ignored(file.path));
  const listing = partOf(all, input?.part ?? 0, input?.of ?? 1);
  const lots = [];
  for (let i = 0; i < listing.length; i += FILES_PER_INFERENCE) {
    lots.push(listing.slice(i, i + FILES_PER_INFERENCE));
  }
  const answers = await inLanes(lots, LANES, (lot) => recogniseLot(lot, caps));
  return answers.flat();
}

/** Part `part`, counted from 0, of `of` parts of about the same length, which together are the whole in its order. */
function partOf(all, part, of) {
  return all.slice(Math.floor((all.length * part) / of), Math.floor((all.length * (part + 1)) / of));
}

async function recogniseLot(lot, caps) {
  const samples = await inLanes(lot, READS_IN_FLIGHT, (file) => sample(file, caps));
  const texts = samples.filter((one) => one.kind === "text");
  const verdicts = texts.length === 0 ? [] : await recognise(texts.map((one) => one.bytes), caps.models);
  let next = 0;
  return samples.map((one) => {
    const verdict = one.kind === "text" ? verdicts[next++] : { language: one.kind, confidence: 1 };
    return { path: one.path, ...verdict };
  });
}

async function sample(file, caps) {
  if (file.size > MAX_FILE_BYTES) {
    return { path: file.path, kind: "large" };
  }
  try {
    const bytes = await caps.files.read(file.path);
    return { path: file.path, kind: kindOf(bytes), bytes: excerpt(bytes) };
  } catch (error) {
    if (concernsEveryFile(error)) {
      throw error;
    }
    return { path: file.path, kind: "unreadable" };
  }
}

/** Whether a refusal is about the grant as a whole, so that going on with the other files is pointless. */
function concernsEveryFile(error) {
  return error?.name !== "CapabilityError" || (error.code.startsWith("denied-") && error.code !== "denied-resource");
}
