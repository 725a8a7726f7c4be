/** The report for the terminal: at most about 70 lines of Markdown. */
import { cell, number, pathCell } from "./escape.mjs";

const LANGUAGES = 8;
const FUNCTIONS = 5;
const FEW = 3;

export function terminalReport({ title, skipped, statistics, attacks }) {
  return [
    `# ${cell(title)}`,
    "",
    ...summary(statistics, skipped),
    "",
    ...languageTable(statistics),
    ...functionTable(statistics.functions),
    ...outlierTable(statistics.outliers),
    ...duplicateTable(statistics.duplicates),
    ...attackTable(attacks),
  ].join("\n");
}

function summary({ totals, distributions, duplicates }, skipped) {
  const { lines } = distributions;
  const share = percent(duplicates.linesDuplicated, duplicates.linesCompared);
  return [
    `${number(totals.files)} files, ${number(totals.lines)} lines (${number(totals.code)} code, ${number(totals.comment)} comment, ` +
      `${number(totals.blank)} blank), ${number(totals.functions)} functions, ${number(totals.noteCount)} TODO/FIXME notes.`,
    lines.count === 0
      ? "No text files."
      : `Half of the text files have at most ${number(Math.round(lines.p50))} lines, 90% at most ${number(Math.round(lines.p90))}; the longest has ${number(lines.max)}.`,
    `Duplicated lines: ${share}. Files not read: ${skipped.length === 0 ? "none" : number(skipped.length)}.`,
  ];
}

function languageTable({ languages }) {
  const rows = languages.slice(0, LANGUAGES).map((one) => [cell(one.language), number(one.files), number(one.lines), number(one.functions)]);
  const rest = languages.length - rows.length;
  const more = rest > 0 ? [`... and ${rest} more languages.`] : [];
  return [...table(["Language", "Files", "Lines", "Functions"], rows, [1, 2, 3]), ...more, ""];
}

function functionTable(functions) {
  const rows = functions
    .slice(0, FUNCTIONS)
    .map((one) => [cell(one.name, 32), number(one.length), number(one.complexity), `${pathCell(one.path)}:${number(one.line)}`]);
  return section(["Longest function", "Lines", "Complexity", "Where"], rows, [1, 2]);
}

function outlierTable(outliers) {
  const rows = outliers.slice(0, FEW).map((one) => [pathCell(one.path), number(one.lines), `${cell(one.language)}: up to ${number(Math.round(one.limit))}`]);
  return section(["Unusually long file", "Lines", "Usual"], rows, [1]);
}

function duplicateTable({ groups }) {
  const rows = groups.slice(0, FEW).map(({ lines, count, places }) => {
    const where = places.slice(0, 2).map((place) => `${pathCell(place.path, 36)}:${number(place.line)}`);
    return [number(lines), number(count), where.join(", ")];
  });
  return section(["Duplicated lines", "Places", "Where"], rows, [0, 1]);
}

function attackTable({ languages, rows, stopped, gotThrough, unclear }) {
  if (rows.length === 0) {
    return [];
  }
  const verdict = (one) => (one === undefined ? "-" : one.state === "stopped" ? cell(one.by, 44) : one.state.toUpperCase());
  const lines = rows.map(({ attempt, cells }) => [cell(attempt), ...languages.map((language) => verdict(cells[language]))]);
  const sum = `${number(stopped)} attempts of hostile extensions stopped, ${number(gotThrough)} got through, ${number(unclear)} unclear.`;
  return ["## What hostile extensions tried in this run", "", sum, "", ...table(["Attempt", ...languages.map((language) => `Stopped in ${cell(language)} by`)], lines, [])];
}

function section(titles, rows, right) {
  return rows.length === 0 ? [] : [...table(titles, rows, right), ""];
}

/** An aligned Markdown table; columns in `right` are flush right. */
function table(titles, rows, right) {
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const pad = (text, column) => (right.includes(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]));
  const line = (cells) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (right.includes(column) ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [line(titles), rule, ...rows.map(line)];
}

export function percent(part, whole) {
  return whole === 0 ? "0%" : `${Math.round((1000 * part) / whole) / 10}%`;
}
