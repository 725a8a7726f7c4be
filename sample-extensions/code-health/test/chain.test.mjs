/** The operators one after another over real files, as the workflow wires them; only the model is left out. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import metrics from "../metrics/main.mjs";
import report from "../report/main.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LANGUAGES = { ".mjs": "javascript", ".py": "python", ".md": "markdown", ".toml": "toml", ".onnx": "binary" };

const paths = readdirSync(ROOT, { recursive: true })
  .filter((path) => statSync(join(ROOT, path)).isFile() && !path.includes("__pycache__"))
  .sort();
const files = paths.map((path) => ({ path, language: LANGUAGES[extname(path)] ?? "text" }));

async function chain() {
  const measured = await metrics({ files }, { files: { read: async (path) => new Uint8Array(readFileSync(join(ROOT, path))) } });
  const runner = fileURLToPath(new URL("run_statistics.py", import.meta.url));
  const statistics = JSON.parse(execFileSync("python3", ["-B", runner, ROOT], { input: JSON.stringify(measured), encoding: "utf8" }));
  const stored = new Map();
  const artifacts = { put: async (name, mediaType, content) => (stored.set(name, content), { digest: "sha256:0", size: content.length }) };
  const attacks = [{ language: "JavaScript", attack: "loop", outcome: { outcome: "limit", limit: "cpu", cpuMs: 3000, wallMs: 3010 } }];
  const output = await report({ measured, statistics, attacks }, { artifacts, clock: { now: () => "2025-01-01T00:00:00Z" } });
  return { measured, statistics, stored, output };
}

test("the figures agree with wc, and the report shows them", async () => {
  const { statistics, stored, output } = await chain();
  const counted = paths.reduce((sum, path) => sum + Number(execFileSync("wc", ["-l", join(ROOT, path)], { encoding: "utf8" }).trim().split(/\s+/)[0]), 0);
  assert.equal(statistics.totals.lines, counted);
  assert.equal(statistics.totals.files, paths.length);
  assert.ok(output.markdown.includes(counted.toLocaleString("en-US")), output.markdown);
  assert.ok(output.markdown.includes("limit-cpu"));
  assert.equal((stored.get("code-health.html").match(/<svg/g) ?? []).length >= 3, true);
});
