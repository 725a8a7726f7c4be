/** The digest of model.onnx, as in the manifest. */
export const MODEL = "{{digest}}";

/** Tells how much a text shouts: {text} becomes {score}, from 0 to 1. */
export default async function run(input, caps) {
  if (typeof input?.text !== "string") throw new TypeError("input.text must be a string");
  const { capitals, marks } = measure(input.text);
  const features = Float32Array.of(capitals, marks);
  const { score } = await caps.models.infer(MODEL, {
    features: { type: "float32", shape: [1, features.length], data: new Uint8Array(features.buffer) },
  });
  return { score: new DataView(score.data.buffer, score.data.byteOffset).getFloat32(0, true) };
}

/** What the model looks at: the shares of capital letters and of exclamation marks. */
export function measure(text) {
  const letters = [...text].filter((c) => c.toLowerCase() !== c.toUpperCase());
  const capitals = letters.filter((c) => c === c.toUpperCase());
  const marks = [...text].filter((c) => c === "!");
  return {
    capitals: capitals.length / Math.max(1, letters.length),
    marks: marks.length / Math.max(1, text.length),
  };
}
