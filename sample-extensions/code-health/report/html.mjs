/** The report for the browser: one page with nothing outside it, no script, and all foreign text escaped. */
import { html, number } from "./escape.mjs";
import { percent } from "./markdown.mjs";
import { STYLE } from "./style.mjs";
import { bars, colour, histogram, ring } from "./svg.mjs";

const SHARES = 9;
const LABEL = 30;

export function page(report) {
  const { title, made, statistics, attacks, skipped } = report;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title><style>${STYLE}</style></head><body><main>
<header><h1>${html(title)}</h1><p>${made === "" ? "" : `Made ${html(made)} by extensions that could touch nothing but what they were granted.`}</p></header>
${tiles(statistics)}
<div class="pair">${languages(statistics)}${sizes(statistics)}</div>
${functions(statistics)}
${outliers(statistics)}
${duplicates(statistics)}
${notes(statistics)}
${attackSection(attacks)}
${unread(skipped)}
</main></body></html>
`;
}

function tiles({ totals, duplicates: { linesDuplicated, linesCompared } }) {
  const tile = (value, name) => `<div class="tile"><b>${value}</b><span>${name}</span></div>`;
  return `<section class="tiles">${[
    tile(number(totals.files), "files"),
    tile(number(totals.lines), "lines"),
    tile(number(totals.functions), "functions"),
    tile(percent(totals.comment, totals.code + totals.comment), "comments"),
    tile(percent(linesDuplicated, linesCompared), "duplicated"),
    tile(number(totals.noteCount), "TODO / FIXME"),
  ].join("")}</section>`;
}

function languages({ languages: rows }) {
  const shown = rows.slice(0, SHARES).map(({ language, lines }) => ({ label: language, value: lines }));
  const rest = rows.slice(SHARES).reduce((sum, { lines }) => sum + lines, 0);
  const parts = rest > 0 ? [...shown, { label: "others", value: rest }] : shown;
  const legend = parts.map(({ label, value }, index) => `<li><i style="background:${colour(index)}"></i>${html(label)} <span>${number(value)}</span></li>`);
  return card("Languages", `<div class="share">${ring(parts, "Share of each language in the lines")}<ul class="legend">${legend.join("")}</ul></div>`);
}

function sizes({ distributions: { lines } }) {
  if (lines.count === 0) {
    return card("File sizes", "<p>No text files.</p>");
  }
  const text = `Median ${number(Math.round(lines.p50))}, 90th percentile ${number(Math.round(lines.p90))}, longest ${number(lines.max)} lines.`;
  return card("File sizes", `<p>${text} Bars: files with at least so many lines.</p>${histogram(lines.histogram, "Files by their number of lines")}`);
}

function functions({ functions: rows }) {
  if (rows.length === 0) {
    return "";
  }
  const drawn = rows.slice(0, 10).map(({ name, length, path, line }) => ({ label: shortened(name), value: length, note: `${path}:${line}` }));
  const list = rows.map((one) => [html(one.name), number(one.length), number(one.complexity), number(one.depth), `<code>${html(one.path)}:${number(one.line)}</code>`]);
  return card("Longest functions", bars(drawn, "Lines of the longest functions") + table(["Function", "Lines", "Complexity", "Depth", "Where"], list));
}

function outliers({ outliers: rows }) {
  const list = rows.map((one) => [`<code>${html(one.path)}</code>`, html(one.language), number(one.lines), number(Math.round(one.limit))]);
  return rows.length === 0 ? "" : card("Unusually long files", table(["File", "Language", "Lines", "Usual up to"], list));
}

function duplicates({ duplicates: found }) {
  if (found.groups.length === 0) {
    return card("Duplicated blocks", "<p>None of six lines or more.</p>");
  }
  const drawn = found.groups.slice(0, 10).map(({ lines, count, places }) => ({
    label: shortened(places[0].path),
    value: lines * (count - 1),
    note: places.map(({ path, line }) => `${path}:${line}`).join("\n"),
  }));
  const list = found.groups.map(({ lines, count, places }) => [
    number(lines),
    number(count),
    places.map(({ path, line, lastLine }) => `<code>${html(path)}:${number(line)}-${number(lastLine)}</code>`).join("<br>"),
  ]);
  const text = `<p>${number(found.groupCount)} blocks; bars: lines that could go.</p>`;
  return card("Duplicated blocks", text + bars(drawn, "Lines duplicated by each block") + table(["Lines", "Places", "Where"], list));
}

function notes({ notes: rows }) {
  const list = rows.map((one) => [html(one.kind), html(one.text), `<code>${html(one.path)}:${number(one.line)}</code>`]);
  return rows.length === 0 ? "" : card("Notes to self", table(["Kind", "Text", "Where"], list));
}

function attackSection({ languages: columns, rows, stopped, gotThrough, unclear }) {
  if (rows.length === 0) {
    return "";
  }
  const verdict = (one) =>
    one === undefined ? "" : `<span class="${html(one.state)}" title="${html(one.detail)}">${html(one.state)}</span> ${html(one.by)}`;
  const list = rows.map(({ attempt, cells }) => [html(attempt), ...columns.map((column) => verdict(cells[column]))]);
  const text = `<p>${number(stopped)} attempts stopped, ${number(gotThrough)} got through, ${number(unclear)} unclear.</p>`;
  return card("What hostile extensions tried in this run", text + table(["Attempt", ...columns.map(html)], list));
}

function unread(skipped) {
  const list = skipped.slice(0, 50).map(({ path, reason }) => [`<code>${html(path)}</code>`, html(reason)]);
  return skipped.length === 0 ? "" : card(`Files not read (${number(skipped.length)})`, table(["File", "Why"], list));
}

function card(title, body) {
  return `<section class="card"><h2>${title}</h2>${body}</section>`;
}

/** A table whose cells are HTML already. */
function table(titles, rows) {
  const head = titles.map((title) => `<th>${title}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((one) => `<td>${one}</td>`).join("")}</tr>`).join("");
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function shortened(text) {
  const plain = String(text);
  return plain.length > LABEL ? `…${plain.slice(plain.length - LABEL + 1)}` : plain;
}
