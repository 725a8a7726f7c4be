import assert from "node:assert/strict";
import { test } from "node:test";
import exact from "../centres-exact/main.mjs";
import fast from "../centres-fast/main.mjs";
import { picture } from "../conduct/picture.mjs";
import { series } from "../conduct/series.mjs";

function distance(numbers, centres) {
  return numbers.reduce((sum, x) => sum + Math.min(...centres.map((c) => Math.abs(x - c))), 0);
}

test("no centres of the series itself are nearer than the exact ones", async () => {
  const numbers = [1, 2, 3, 10, 11, 50, 52, 53, 54];
  const found = distance(numbers, await exact({ series: numbers, count: 3 }));
  for (const a of numbers) for (const b of numbers) for (const c of numbers) {
    assert.ok(found <= distance(numbers, [a, b, c]) + 1e-9);
  }
});

test("the fast ones are nearly as near on even series, and far off on clumped ones", async () => {
  const ratios = { even: [], clumped: [] };
  for (let task = 0; task < 40; task++) {
    const { kind, numbers } = series(task);
    const best = distance(numbers, await exact({ series: numbers, count: 3 }));
    ratios[kind].push(distance(numbers, await fast({ series: numbers, count: 3 })) / best);
  }
  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
  assert.ok(mean(ratios.even) < 1.2, `even: ${mean(ratios.even)}`);
  assert.ok(mean(ratios.clumped) > 3, `clumped: ${mean(ratios.clumped)}`);
});

test("one number has itself as its centres", async () => {
  assert.deepEqual(await exact({ series: [7], count: 1 }), [7]);
  assert.deepEqual(await fast({ series: [7], count: 1 }), [7]);
});

test("the picture is whole, with no numbers that are none", () => {
  const history = Array.from({ length: 50 }, (_, i) => ({ kind: i % 2 ? "even" : "clumped", exact: i % 3 === 0, reward: 0.5, expensive: i > 30 }));
  const svg = picture(history);
  assert.match(svg, /^<svg[^]*<\/svg>$/);
  assert.doesNotMatch(svg, /NaN|undefined/);
});
