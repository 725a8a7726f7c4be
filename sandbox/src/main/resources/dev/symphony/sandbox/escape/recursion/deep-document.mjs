// proof: overflow
// Reads and writes a document that is nested a million levels deep.
export default () => {
  const text = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  return JSON.stringify(JSON.parse(text)).length;
};
