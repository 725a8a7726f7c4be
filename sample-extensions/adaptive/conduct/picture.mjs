/** How many series go into one point of the picture. */
export const WINDOW = 20;

const WIDTH = 720;
const HEIGHT = 320;
const LEFT = 50;
const TOP = 40;

/** How the choice adapted, as SVG: the share of the exact variant for both kinds of series, and the mean reward. */
export function picture(history) {
  const right = WIDTH - 20;
  const bottom = HEIGHT - 40;
  const x = (task) => (LEFT + ((right - LEFT) * task) / Math.max(1, history.length)).toFixed(1);
  const y = (value) => (bottom - (bottom - TOP) * value).toFixed(1);
  const line = (colour, value) => {
    const points = [];
    for (let from = 0; from < history.length; from += WINDOW) {
      const found = value(history.slice(from, from + WINDOW));
      if (found !== undefined) points.push(`${x(from + WINDOW / 2)},${y(found)}`);
    }
    return `<polyline fill="none" stroke="${colour}" stroke-width="2.5" points="${points.join(" ")}"/>`;
  };
  const mean = (rows, of) => (rows.length ? rows.reduce((s, r) => s + of(r), 0) / rows.length : undefined);
  const exactOf = (kind) => (rows) => mean(rows.filter((r) => r.kind === kind), (r) => (r.exact ? 1 : 0));
  const dearer = history.findIndex((r) => r.expensive);
  const text = (at, height, words, colour = "#333") => `<text x="${at}" y="${height}" fill="${colour}" font-size="13">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...[0, 0.5, 1].map((v) => `<line x1="${LEFT}" x2="${right}" y1="${y(v)}" y2="${y(v)}" stroke="#ddd"/>` + text(15, +y(v) + 4, v)),
    dearer < 0 ? "" : `<line x1="${x(dearer)}" x2="${x(dearer)}" y1="${TOP}" y2="${bottom}" stroke="#999" stroke-dasharray="4"/>` + text(+x(dearer) + 4, TOP + 12, "exact costs 6 times as much"),
    line("#c8452f", exactOf("clumped")),
    line("#1f5ab4", exactOf("even")),
    line("#2f9e44", (rows) => mean(rows, (r) => r.reward)),
    text(LEFT, 20, "exact for clumped series", "#c8452f") + text(LEFT + 180, 20, "exact for even series", "#1f5ab4") + text(LEFT + 340, 20, "mean reward", "#2f9e44"),
    text(LEFT, HEIGHT - 12, `series 1 to ${history.length}, ${WINDOW} in each point`),
    "</svg>",
  ].join("\n");
}
