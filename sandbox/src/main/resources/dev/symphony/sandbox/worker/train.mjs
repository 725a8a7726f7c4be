// The guest that a worker's cache is trained with: everyday built-ins, each touched once or twice.
class Counter {
  #n = 0;
  static made = 0;
  constructor(start = 0) { this.#n = start; Counter.made++; }
  get value() { return this.#n; }
  add(k) { this.#n += k; return this; }
}

function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

function* naturals(limit) { for (let i = 0; i < limit; i++) yield i; }

export default async function run(input, caps) {
  const text = 'The quick brown fox jumps over 13 lazy dogs.\nTODO: again\n';
  const words = text.split(/\s+/).filter(w => w.length > 2).map(w => w.toLowerCase());
  const counts = new Map();
  for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
  const sorted = [...counts.entries()].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  const { length, ...rest } = { length: words.length, a: [1, 2.5, null], b: { c: true, d: 'x' } };
  const copy = JSON.parse(JSON.stringify(rest, null, 2));
  const bytes = new Uint8Array([...text].map(c => c.charCodeAt(0) & 255));
  const view = new DataView(bytes.buffer);
  const matches = [...text.matchAll(/(?<num>\d+)|([A-Z]{2,})/gu)].map(m => m[0]);
  const set = new Set(naturals(10));
  let caught = '';
  try { null.missing; } catch (e) { caught = `${e.name}: ${e.message}`; } finally { set.delete(3); }
  try { throw new TypeError('mine', { cause: caught }); } catch (e) { caught += e.stack; }
  const answers = await Promise.all([1, 2, 3].map(async i => caps.clock.now()));
  await new Promise(resolve => resolve(1));
  caps.clock.millis();
  const label = Symbol('s');
  const frozen = Object.freeze({ [label]: 1n << 70n, at: new Date(0).toISOString() });
  const proxy = new Proxy(frozen, { get: (t, k) => Reflect.get(t, k) });
  const sum = Array.from(bytes, b => b * 2).reduce((a, b) => a + b, 0);
  const padded = [...'abc'].reverse().join('-').padStart(12, '*').replace('*', '+').slice(1, 9);
  const counter = new Counter(fib(12)).add(Math.round(Math.sqrt(sum)));
  return {
    sorted: sorted.slice(0, 5), copy, matches, caught, answers, padded, length, value: counter.value,
    at: proxy.at, big: String(proxy[label]), i32: view.getInt32(0, true), keys: Object.keys(copy),
    parsed: [parseInt('42', 10), parseFloat('1.5e3'), (255).toString(16), (1.005).toFixed(2)],
    flat: [[1, [2]], 3].flat(2), includes: text.includes('fox'), entries: Object.entries(copy.b),
    weak: new WeakMap([[frozen, 1]]).get(frozen), set: [...set], input,
  };
}
