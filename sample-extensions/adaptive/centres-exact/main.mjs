/**
 * The centres of a series {series, count} that are nearest to its numbers in all: medians of the best parts of the
 * sorted numbers, found by dynamic programming in count * n^2 steps.
 */
export default async function run({ series, count }) {
  const sorted = [...series].sort((a, b) => a - b);
  const sums = sorted.reduce((all, x) => [...all, all.at(-1) + x], [0]);
  const cost = (from, to) => {
    const middle = (from + to) >> 1;
    const below = sorted[middle] * (middle - from) - (sums[middle] - sums[from]);
    return below + (sums[to] - sums[middle]) - sorted[middle] * (to - middle);
  };
  const size = sorted.length;
  let best = Array.from({ length: size + 1 }, (_, to) => cost(0, Math.max(to, 1)));
  const cuts = [];
  for (let part = 1; part < count; part++) {
    const next = [...best];
    const cut = Array(size + 1).fill(0);
    for (let to = part + 1; to <= size; to++) {
      for (let from = part; from < to; from++) {
        const total = best[from] + cost(from, to);
        if (total < next[to]) {
          next[to] = total;
          cut[to] = from;
        }
      }
    }
    cuts.push(cut);
    best = next;
  }
  const centres = [];
  let to = size;
  for (let part = count - 1; part >= 0; part--) {
    const from = part > 0 ? cuts[part - 1][to] : 0;
    centres.unshift(sorted[(from + to) >> 1]);
    to = from > 0 ? from : to;
  }
  return centres;
}
