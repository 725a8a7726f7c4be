/** Functions of languages that indent reliably: a function lasts until a line stands no deeper than its first. */
import { reread } from "./text.mjs";

const TAB_WIDTH = 4;
const CLOSER = /^(?:\)|\]|\}|end\b)/;
const LAST = /^(?:\}|end\b)/;

export function functionsByIndent(code, syntax) {
  const lines = code.split("\n").map((text) => ({ text, indent: indentOf(text), blank: text.trim() === "" }));
  const functions = [];
  lines.forEach(({ text }, at) => {
    const found = syntax.starts.exec(text);
    if (found !== null) {
      functions.push(record(lines, at, found[2] ?? found[3], syntax));
    }
  });
  return functions;
}

function record(lines, at, name, syntax) {
  const end = endOf(lines, at);
  const body = lines.slice(at, end + 1);
  return {
    name: reread(name),
    line: at + 1,
    length: end - at + 1,
    depth: depthOf(body),
    complexity: 1 + (body.map(({ text }) => text).join("\n").match(syntax.decisions)?.length ?? 0),
  };
}

/** The index of the function's last line. */
function endOf(lines, at) {
  const own = lines[at].indent;
  let last = at;
  for (let i = at + 1; i < lines.length; i++) {
    const { text, indent, blank } = lines[i];
    const content = text.trimStart();
    if (!blank && indent <= own && !(indent === own && CLOSER.test(content))) {
      break;
    }
    if (!blank) {
      last = i;
      if (indent === own && LAST.test(content) && !/[{(]\s*$/.test(text)) {
        break;
      }
    }
  }
  return last;
}

/** How many levels of indentation the body goes below its own first level. */
function depthOf(body) {
  const levels = [body[0].indent];
  let deepest = 0;
  for (const { text, indent, blank } of body.slice(1)) {
    if (blank || CLOSER.test(text.trimStart())) {
      continue;
    }
    while (levels.length > 1 && indent <= levels.at(-1)) {
      levels.pop();
    }
    levels.push(indent);
    deepest = Math.max(deepest, levels.length - 2);
  }
  return deepest;
}

function indentOf(text) {
  let width = 0;
  for (const character of text) {
    if (character === " ") {
      width++;
    } else if (character === "\t") {
      width += TAB_WIDTH;
    } else {
      return width;
    }
  }
  return width;
}
