import assert from "node:assert/strict";
import test from "node:test";
import { verdicts } from "../attacks.mjs";
import { cell, html, pathCell } from "../escape.mjs";
import run from "../main.mjs";

const EVIL = `<img src=x onerror=alert(1)>"'|\u001b[31m`;

function statistics() {
  const bins = [{ from: 0, to: 0, count: 1 }, { from: 1, to: 1, count: 3 }];
  const lines = { count: 4, min: 0, max: 900, mean: 10, p50: 5, p75: 8, p90: 9, p99: 10, histogram: bins };
  return {
    totals: { files: 4, skipped: 1, bytes: 99, lines: 1234, code: 800, comment: 200, blank: 234, functions: 12, noteCount: 1 },
    languages: Array.from({ length: 14 }, (_, i) => ({ language: i === 0 ? EVIL : `language${i}`, files: 1, lines: 100 - i, code: 9, functions: 1 })),
    distributions: { lines },
    outliers: [{ path: EVIL, language: "java", lines: 900, limit: 90 }],
    functions: Array.from({ length: 15 }, (_, i) => ({ path: EVIL, name: EVIL, line: i, length: 50 - i, complexity: 3, depth: 2 })),
    notes: [{ path: EVIL, kind: "TODO", text: EVIL, line: 3 }],
    duplicates: { linesCompared: 1000, linesDuplicated: 30, filesNotCompared: 0, groupCount: 1, groups: [{ lines: 30, count: 2, places: [place(), place()] }] },
  };
}

function place() {
  return { path: EVIL, line: 1, lastLine: 30 };
}

function attacks() {
  const rows = Array.from({ length: 18 }, (_, i) => ({ attempt: `attempt ${i}`, stopped: true, by: "denied-not-granted", detail: EVIL }));
  const probe = { outcome: "completed", value: [...rows, { attempt: EVIL, stopped: true, by: EVIL, detail: EVIL }] };
  const loop = { outcome: "limit", limit: "cpu", cpuMs: 3000, wallMs: 3100 };
  return ["JavaScript", "Python"].flatMap((language) => [
    { language, attack: "probe", outcome: probe },
    { language, attack: "loop", outcome: loop },
  ]);
}

/** Artifacts kept in a map, and a clock that stands still. */
function capabilities() {
  const stored = new Map();
  const put = async (name, mediaType, content) => (stored.set(name, { mediaType, content }), { digest: `sha256:${name}`, size: content.length });
  return { stored, artifacts: { put }, clock: { now: () => "2025-01-01T00:00:00Z" } };
}

async function reported(caps = capabilities()) {
  const input = { title: "Code health", measured: { files: [], skipped: [{ path: EVIL, reason: "large" }] }, statistics: statistics(), attacks: attacks() };
  return { caps, output: await run(input, caps) };
}

test("stores the page and names it with its digest", async () => {
  const { caps, output } = await reported();
  assert.deepEqual(output.artifacts[0], { name: "code-health.html", digest: "sha256:code-health.html" });
  assert.equal(caps.stored.get("code-health.html").mediaType, "text/html");
});

test("the Markdown fits on a screen or two", async () => {
  const { output } = await reported();
  assert.ok(output.markdown.split("\n").length <= 70, `${output.markdown.split("\n").length} lines`);
});

test("foreign text cannot leave its place in the page", async () => {
  const { caps } = await reported();
  const page = caps.stored.get("code-health.html").content;
  assert.doesNotMatch(page, /<img|<script/i);
  assert.ok(page.includes("&lt;img src=x onerror=alert(1)&gt;"));
  assert.doesNotMatch(page, /\u001b/);
});

test("no control sequence reaches the terminal", async () => {
  const { output } = await reported();
  assert.doesNotMatch(output.markdown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test("every row of a Markdown table has as many cells as its head", async () => {
  const { output } = await reported();
  const tables = output.markdown.split(/\n(?!\|)/).flatMap((part) => [part.split("\n").filter((line) => line.startsWith("|"))]).filter((t) => t.length > 1);
  for (const [head, ...rows] of tables) {
    rows.forEach((row) => assert.equal(row.split("|").length, head.split("|").length, row));
  }
});

test("the page needs nothing from outside", async () => {
  const { caps } = await reported();
  assert.doesNotMatch(caps.stored.get("code-health.html").content, /<(?:link|iframe|object|embed)\b|url\(|@import/i);
});

test("without the clock the report is undated", async () => {
  const caps = capabilities();
  caps.clock.now = () => {
    throw Object.assign(new Error("not granted"), { name: "CapabilityError", code: "denied-not-granted" });
  };
  await reported(caps);
  assert.doesNotMatch(caps.stored.get("code-health.html").content, /Made /);
});

test("an attack that completes has got through", () => {
  const { rows, gotThrough } = verdicts([{ language: "Python", attack: "loop", outcome: { outcome: "completed", value: 1 } }]);
  assert.equal(rows[0].cells.Python.state, "through");
  assert.equal(gotThrough, 1);
});

test("a probe that ended early proves nothing", () => {
  const { rows, stopped } = verdicts([{ language: "Python", attack: "probe", outcome: { outcome: "limit", limit: "wall" } }]);
  assert.equal(rows[0].cells.Python.state, "unclear");
  assert.equal(stopped, 0);
});

test("an attack that a limit stopped names the limit", () => {
  const { rows, stopped } = verdicts([{ language: "Python", attack: "memory", outcome: { outcome: "limit", limit: "heap", cpuMs: 12.4, wallMs: 20 } }]);
  assert.deepEqual(rows[0].cells.Python, { state: "stopped", by: "limit-heap", detail: "12 ms of CPU, 20 ms in all" });
  assert.equal(stopped, 1);
});

test("an attack that was not run proves nothing", () => {
  const { unclear } = verdicts([{ language: "Python", attack: "loop" }, { language: "Python", attack: "memory", outcome: { outcome: "cancelled" } }]);
  assert.equal(unclear, 2);
});

test("an attempt is stopped only when the probe says exactly true", () => {
  const value = [{ attempt: "a", stopped: "yes", by: "", detail: "" }];
  const { gotThrough } = verdicts([{ language: "Python", attack: "probe", outcome: { outcome: "completed", value } }]);
  assert.equal(gotThrough, 1);
});

test("an empty tree is reported without failing", async () => {
  const empty = statistics();
  Object.assign(empty, { languages: [], outliers: [], functions: [], notes: [], distributions: { lines: { count: 0 } } });
  empty.duplicates = { linesCompared: 0, linesDuplicated: 0, filesNotCompared: 0, groupCount: 0, groups: [] };
  const output = await run({ measured: { files: [], skipped: [] }, statistics: empty }, capabilities());
  assert.match(output.markdown, /No text files/);
});

test("escaping keeps plain text plain", () => {
  assert.equal(html("a-b_c.d"), "a-b_c.d");
  assert.equal(cell("a-b_c.d"), "a-b_c.d");
  assert.equal(pathCell(`${"x".repeat(80)}/end.js`, 20), `…${"x".repeat(12)}/end.js`);
});
