/** Everything measured of one file. */
import { functionsOf } from "./functions.mjs";
import { scan } from "./scan.mjs";
import { syntaxOf } from "./syntax.mjs";
import { characters, decode, newlines } from "./text.mjs";

const LONGEST_KEPT = 3;
const NOTES_KEPT = 5;
const NOTE = /\b(TODO|FIXME|XXX|HACK)\b[:\s(-]*(.{0,80})/;

/** Lines, functions, nesting, complexity and notes of one file's bytes. */
export function measure(bytes, language) {
  const size = { bytes: bytes.length, lines: newlines(bytes) };
  const syntax = syntaxOf(language);
  if (syntax === undefined) {
    return { ...size, code: 0, comment: 0, blank: 0, functions: 0, complexity: 0, depth: 0, longest: [], notes: [], noteCount: 0 };
  }
  const scanned = scan(bytes, syntax);
  const functions = functionsOf(scanned.code, syntax);
  const notes = notesOf(scanned, syntax);
  return {
    ...size,
    ...scanned.counts,
    functions: functions.length,
    complexity: functions.reduce((sum, one) => sum + one.complexity, 0),
    depth: functions.reduce((deepest, one) => Math.max(deepest, one.depth), 0),
    longest: functions.sort((a, b) => b.length - a.length || a.line - b.line).slice(0, LONGEST_KEPT),
    notes: notes.slice(0, NOTES_KEPT),
    noteCount: notes.length,
  };
}

/** TODO and FIXME notes: [{line, kind, text}], looked for in comments only. */
function notesOf({ comments }, syntax) {
  const withNotes = syntax.prose ? [] : comments.filter(({ bytes }) => NOTE.test(characters(bytes)));
  return withNotes.flatMap(({ line, bytes }) =>
    decode(bytes)
      .split("\n")
      .flatMap((text, offset) => noteIn(text, line + offset)),
  );
}

function noteIn(text, line) {
  const found = NOTE.exec(text);
  return found === null ? [] : [{ line, kind: found[1], text: found[2].replace(/\s*(\*\/|-->)\s*$/, "").trim() }];
}
