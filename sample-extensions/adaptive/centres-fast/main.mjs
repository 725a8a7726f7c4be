/** Centres of a series {series, count}: the middles of equal parts of the sorted numbers. Good where they lie evenly. */
export default async function run({ series, count }) {
  const sorted = [...series].sort((a, b) => a - b);
  return Array.from({ length: count }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / count)]);
}
