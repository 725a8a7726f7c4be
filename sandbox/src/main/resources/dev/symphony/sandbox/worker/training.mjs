// What guests typically do, so that a cache of the worker's start holds it.
const words = (text) => text.toLowerCase().split(/[^a-z]+/).filter(Boolean);

export default async function run(input, caps) {
  const counts = new Map();
  for (const word of words('The quick brown fox jumps over the lazy dog, and the dog sleeps')) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const answers = await Promise.all([caps.demo.ask('a', 1), caps.demo.ask({ list: [1, 2], bytes: new Uint8Array(4) })]);
  const told = caps.demo.tell('x');
  console.log(`asked ${answers.length}`, JSON.stringify(told.numbers));
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  try {
    JSON.parse('{');
  } catch (error) {
    console.error(error.name, error instanceof SyntaxError);
  }
  class Shape {
    #sides = 3;
    get sides() {
      return this.#sides;
    }
  }
  return { input, sorted, first: answers[0].text, sides: new Shape().sides, bytes: told.bytes, at: new Date(0).toISOString() };
}
