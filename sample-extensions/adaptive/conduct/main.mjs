import { series } from "./series.mjs";
import { picture, WINDOW } from "./picture.mjs";

const FAST = "symphony-samples/centres-fast";
const EXACT = "symphony-samples/centres-exact";
const CENTRES = 3;
/** What a call is worth less for what it costs; the exact variant costs six times as much in the last third. */
const PRICE = { [FAST]: 0.05, [EXACT]: 0.2 };
const LATER = 6;

/** The mean distance of the numbers to the centre that is nearest to each. */
function distance(numbers, centres) {
  const nearest = (x) => Math.min(...centres.map((c) => Math.abs(x - c)));
  return numbers.reduce((sum, x) => sum + nearest(x), 0) / numbers.length;
}

/** What is seen of a series before anything is done with it: how lopsided it lies. That prices have changed is not. */
function features(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  const range = at(1) - at(0) || 1;
  return [1 - (at(0.75) - at(0.25)) / range / 0.5];
}

/** Summarises series after series; the result is a report about which variant was chosen when, and what that came to. */
export default async function run({ tasks }, caps) {
  const history = [];
  for (let task = 0; task < tasks; task++) {
    const { kind, numbers } = series(task);
    const expensive = task >= (tasks * 2) / 3;
    const advice = await caps.conductor.advise("centres", [FAST, EXACT], features(numbers));
    const centres = await caps.extensions.invoke(advice.option, { series: numbers, count: CENTRES });
    const spread = distance(numbers, [numbers.reduce((a, b) => a + b, 0) / numbers.length]) || 1;
    const price = PRICE[advice.option] * (expensive && advice.option === EXACT ? LATER : 1);
    const reward = Math.min(1, Math.max(0, 1 - (2 * distance(numbers, centres)) / spread - price));
    await caps.conductor.feedback("centres", advice.decision, reward);
    history.push({ kind, exact: advice.option === EXACT, reward, expensive });
  }
  const scores = await caps.conductor.score("centres");
  const image = picture(history);
  await caps.artifacts.put("adaptive.svg", "image/svg+xml", image);
  return { markdown: report(history, scores) };
}

function report(history, scores) {
  const share = (rows) => (rows.length ? `${Math.round((100 * rows.filter((r) => r.exact).length) / rows.length)}%` : "-");
  const mean = (rows) => (rows.length ? (rows.reduce((s, r) => s + r.reward, 0) / rows.length).toFixed(3) : "-");
  const third = Math.floor(history.length / 3);
  const lines = ["# A choice that adapts", "", "| series | exact for even ones | exact for clumped ones | mean reward |", "| --- | --- | --- | --- |"];
  const parts = [
    [`first ${WINDOW}`, 0, WINDOW],
    ["second third", third, 2 * third],
    ["last third: exact costs six times as much", 2 * third, history.length],
    [`last ${WINDOW}`, history.length - WINDOW, history.length],
  ];
  for (const [name, from, to] of parts) {
    const rows = history.slice(from, to);
    lines.push(`| ${name} | ${share(rows.filter((r) => r.kind === "even"))} | ${share(rows.filter((r) => r.kind === "clumped"))} | ${mean(rows)} |`);
  }
  lines.push("", ...scores.map((s) => `- ${s.option}: ${s.calls} calls, mean reward ${s.reward.toFixed(3)}`));
  lines.push("", "The picture is the artifact `adaptive.svg` (`--save DIR` copies it).");
  return lines.join("\n");
}
