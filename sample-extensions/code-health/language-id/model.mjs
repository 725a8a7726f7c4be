/** The model behind the guest: bytes go in, names of languages come out. */
import { DIGEST } from "./digest.mjs";

/** Recognises the language of each text; returns [{language, confidence}] in the same order. */
export async function recognise(texts, models) {
  const outputs = await models.infer(DIGEST, { bytes: tensorOf(texts) });
  const names = namesOf(outputs.names);
  const choices = viewOf(outputs.language);
  const confidences = viewOf(outputs.confidence);
  return texts.map((_, i) => ({
    language: names[Number(choices.getBigInt64(i * 8, true))],
    confidence: Math.round(confidences.getFloat32(i * 4, true) * 1000) / 1000,
  }));
}

/** The texts as one uint8 tensor, one row each, padded with zeros to the longest of them. */
export function tensorOf(texts) {
  const width = texts.reduce((longest, text) => Math.max(longest, text.length), 0);
  const data = new Uint8Array(texts.length * width);
  texts.forEach((text, row) => data.set(text, row * width));
  return { type: "uint8", shape: [texts.length, width], data };
}

/** The model carries the names of its languages itself: a uint8 tensor, one zero-padded ASCII name a row. */
function namesOf(tensor) {
  const [count, width] = tensor.shape;
  return Array.from({ length: count }, (_, row) => {
    const codes = tensor.data.subarray(row * width, (row + 1) * width);
    return String.fromCharCode(...codes.filter((code) => code !== 0));
  });
}

function viewOf(tensor) {
  return new DataView(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength);
}
