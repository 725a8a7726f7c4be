/** Pictures as inline SVG: a ring of shares, a histogram and horizontal bars. All text is escaped here. */
import { html, number } from "./escape.mjs";

const COLOURS = ["#4c6ef5", "#12b886", "#f59f00", "#e64980", "#7950f2", "#15aabf", "#fd7e14", "#82c91e", "#be4bdb", "#868e96"];
const RADIUS = 70;
const AROUND = 2 * Math.PI * RADIUS;

export function colour(index) {
  return COLOURS[index % COLOURS.length];
}

/** A ring of shares: parts are [{label, value}]. */
export function ring(parts, caption) {
  const whole = parts.reduce((sum, { value }) => sum + value, 0) || 1;
  let turned = 0;
  const arcs = parts.map(({ label, value }, index) => {
    const length = (value / whole) * AROUND;
    const arc =
      `<circle r="${RADIUS}" fill="none" stroke="${colour(index)}" stroke-width="34" ` +
      `stroke-dasharray="${length.toFixed(2)} ${(AROUND - length).toFixed(2)}" stroke-dashoffset="${(-turned).toFixed(2)}">` +
      `<title>${html(label)}: ${number(value)}</title></circle>`;
    turned += length;
    return arc;
  });
  return (
    `<svg viewBox="-100 -100 200 200" role="img" aria-label="${html(caption)}" class="ring"><g transform="rotate(-90)">${arcs.join("")}</g>` +
    `<text text-anchor="middle" y="-2" class="big">${number(whole)}</text><text text-anchor="middle" y="16" class="small">lines</text></svg>`
  );
}

/** A histogram over bins [{from, to, count}]. */
export function histogram(bins, caption) {
  const highest = Math.max(1, ...bins.map(({ count }) => count));
  const step = 560 / Math.max(1, bins.length);
  const bars = bins.map(({ from, to, count }, index) => {
    const height = (count / highest) * 130;
    const x = index * step + 2;
    const label = from === to ? number(from) : `${number(from)}-${number(to)}`;
    return (
      `<rect x="${x.toFixed(1)}" y="${(150 - height).toFixed(1)}" width="${(step - 4).toFixed(1)}" height="${height.toFixed(1)}" rx="3" fill="${colour(0)}">` +
      `<title>${label} lines: ${number(count)} files</title></rect>` +
      `<text x="${(x + step / 2 - 2).toFixed(1)}" y="${(144 - height).toFixed(1)}" text-anchor="middle" class="small">${count > 0 ? number(count) : ""}</text>` +
      `<text x="${(x + step / 2 - 2).toFixed(1)}" y="166" text-anchor="middle" class="tick">${number(from)}</text>`
    );
  });
  return `<svg viewBox="0 0 560 175" role="img" aria-label="${html(caption)}">${bars.join("")}<line x1="0" x2="560" y1="150" y2="150" class="axis"/></svg>`;
}

/** Horizontal bars: rows are [{label, value, note}]. */
export function bars(rows, caption) {
  const longest = Math.max(1, ...rows.map(({ value }) => value));
  const drawn = rows.map(({ label, value, note }, index) => {
    const y = index * 30;
    const width = (value / longest) * 250;
    return (
      `<text x="228" y="${y + 17}" text-anchor="end" class="label">${html(label)}</text>` +
      `<rect x="238" y="${y + 4}" width="${width.toFixed(1)}" height="18" rx="3" fill="${colour(index)}"><title>${html(note)}</title></rect>` +
      `<text x="${(244 + width).toFixed(1)}" y="${y + 17}" class="small">${number(value)}</text>`
    );
  });
  return `<svg viewBox="0 0 560 ${Math.max(30, rows.length * 30)}" role="img" aria-label="${html(caption)}">${drawn.join("")}</svg>`;
}
