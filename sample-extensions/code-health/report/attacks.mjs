/** What became of the attacks: the outcomes of the hostile nodes as one table, a column for each language. */

/**
 * Returns {languages, rows: [{attempt, cells: {language: verdict}}], gotThrough, unclear}. A verdict is
 * {state: "stopped" | "through" | "unclear", by, detail}; unclear is an attempt whose node ended before it could tell.
 */
export function verdicts(attacks) {
  const languages = [...new Set(attacks.map(({ language }) => language))];
  const rows = new Map();
  for (const { language, attack, outcome = NOT_RUN } of attacks) {
    const found = attack === "probe" ? probed(outcome) : [{ attempt: BOMBS[attack] ?? attack, ...exhausted(outcome) }];
    for (const { attempt, ...verdict } of found) {
      const row = rows.get(attempt) ?? { attempt, cells: {} };
      row.cells[language] = verdict;
      rows.set(attempt, row);
    }
  }
  const all = [...rows.values()];
  const states = all.flatMap(({ cells }) => Object.values(cells).map(({ state }) => state));
  const count = (state) => states.filter((one) => one === state).length;
  return { languages, rows: all, stopped: count("stopped"), gotThrough: count("through"), unclear: count("unclear") };
}

const NOT_RUN = { outcome: "skipped" };
const BOMBS = { loop: "loop for ever", memory: "exhaust the memory", recursion: "overflow the stack", output: "flood the console" };

/** The rows of a probe; a probe that did not complete proves nothing. */
function probed(outcome) {
  if (outcome.outcome !== "completed") {
    return [{ attempt: "the probe as a whole", state: "unclear", by: reason(outcome), detail: "it ended before it could tell" }];
  }
  return outcome.value.map(({ attempt, stopped, by, detail }) => ({ attempt, state: stopped === true ? "stopped" : "through", by, detail }));
}

/** An attack on resources is stopped when its guest ended at a limit; one that ended otherwise was not tried in earnest. */
function exhausted(outcome) {
  const completed = outcome.outcome === "completed";
  if (!completed && outcome.outcome !== "limit") {
    return { state: "unclear", by: reason(outcome), detail: "it was not run to its end" };
  }
  const spent = `${Math.round(outcome.cpuMs ?? 0)} ms of CPU, ${Math.round(outcome.wallMs ?? 0)} ms in all`;
  return { state: completed ? "through" : "stopped", by: completed ? "" : reason(outcome), detail: spent };
}

function reason(outcome) {
  return outcome.limit === undefined ? String(outcome.error?.code ?? outcome.outcome) : `limit-${outcome.limit}`;
}
