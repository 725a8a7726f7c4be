/** Makes foreign text harmless where it is put; every value of another guest goes through here. */

const HTML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text for HTML content and quoted attributes. */
export function html(value) {
  return visible(value).replace(/[&<>"']/g, (character) => HTML[character]);
}

/** Text for one cell of a Markdown table on a terminal: no control sequences, no cell or code borders. */
export function cell(value, width = 60) {
  return shortened(visible(value), width).replace(/[\\|`*_<>[\]]/g, (character) => (character === "_" ? "_" : character === "|" ? "¦" : `\\${character}`));
}

/** Long paths keep their end, which tells more. */
export function pathCell(value, width = 60) {
  const text = visible(value);
  return cell(text.length > width ? `…${text.slice(text.length - width + 1)}` : text, width);
}

/** A number with thin groups of three. */
export function number(value) {
  const [whole, fraction] = String(Number(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function visible(value) {
  return String(value ?? "").replace(CONTROLS, "\ufffd");
}

function shortened(text, width) {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
