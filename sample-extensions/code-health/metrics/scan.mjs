/**
 * The scanner that tells code from comments and strings. It walks over bytes once and is exact for the usual code; what
 * it does not follow (here-documents, expressions inside template strings) counts as code.
 */
import { characters } from "./text.mjs";

const NEWLINE = 10;
const SPACE = 32;
const BACKSLASH = 92;
const SLASH = 47;
const HASH = 35;
const QUOTE = 39;
const BEFORE_REGEX = new Set([..."(,=:[!&|?{};+-*%<>~^\n"].map((c) => c.charCodeAt(0)));
const WORDS_BEFORE_REGEX = /\b(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield)$/;

/**
 * Returns {code, counts: {code, comment, blank}, comments: [{line, bytes}]}: `code` is the text with comments and the
 * insides of strings blanked out, positions and newlines kept. A last line without a newline counts as a line here.
 */
export function scan(bytes, syntax) {
  const state = { bytes, syntax, code: bytes.slice(), comments: [], line: 1, marks: new Uint8Array(bytes.length), table: tableOf(syntax), last: NEWLINE };
  for (let i = 0; i < bytes.length; ) {
    i = step(state, i);
  }
  return { code: characters(state.code), counts: lineCounts(state), comments: state.comments };
}

const COMMENT_MARK = 1;
const CODE_MARK = 2;

/** Delimiters by their first byte, longest first, so that most bytes are passed over with one look-up. */
function tableOf(syntax) {
  const table = new Array(256);
  const add = (kind, open, rest) => {
    const first = open.charCodeAt(0);
    table[first] = [...(table[first] ?? []), { kind, open: codes(open), ...rest }].sort((a, b) => b.open.length - a.open.length);
  };
  syntax.blocks.forEach(([open, close]) => add("comment", open, { close: codes(close), nested: syntax.nested === true, escape: false, lines: true }));
  syntax.lines.forEach((open) => add("line", open, {}));
  syntax.strings.forEach((one) => add("string", one.open, { close: codes(one.close), escape: one.escape, lines: one.lines }));
  if (syntax.regexes) {
    add("regex", "/", { close: [SLASH], escape: true, lines: false });
  }
  return table;
}

function codes(text) {
  return Array.from(text, (c) => c.charCodeAt(0));
}

/** Handles what starts at `at` and returns the position after it. */
function step(state, at) {
  const byte = state.bytes[at];
  const candidates = state.table[byte];
  if (candidates !== undefined) {
    const found = candidates.find((one) => starts(state.bytes, at, one.open) && allowed(state, at, one));
    if (found !== undefined) {
      return found.kind === "string" || found.kind === "regex" ? skipString(state, at, found) : skipComment(state, at, found);
    }
  }
  if (byte === QUOTE && state.syntax.charLiterals) {
    return skipCharLiteral(state, at);
  }
  if (byte === NEWLINE) {
    state.line++;
  } else if (byte > SPACE) {
    state.marks[at] = CODE_MARK;
    state.last = byte;
  }
  return at + 1;
}

function starts(bytes, at, open) {
  for (let i = 0; i < open.length; i++) {
    if (bytes[at + i] !== open[i]) {
      return false;
    }
  }
  return true;
}

/** Whether a delimiter means what it says here: `#` after a space, `/` where an expression may start. */
function allowed(state, at, delimiter) {
  if (delimiter.kind === "line" && delimiter.open[0] === HASH && state.syntax.hashAfterSpace) {
    return at === 0 || state.bytes[at - 1] <= SPACE || state.bytes[at - 1] === 59;
  }
  if (delimiter.kind === "regex") {
    return BEFORE_REGEX.has(state.last) || WORDS_BEFORE_REGEX.test(String.fromCharCode(...state.bytes.subarray(Math.max(0, at - 12), at)).trimEnd());
  }
  return true;
}

function skipComment(state, at, delimiter) {
  const from = delimiter.open[0] === NEWLINE ? at + 1 : at;
  const line = state.line + (from - at);
  const end = delimiter.kind === "line" ? endOfLine(state.bytes, at) : endOfBlock(state.bytes, at, delimiter);
  state.comments.push({ line, bytes: state.bytes.subarray(from, end) });
  blankOut(state, at, end, COMMENT_MARK);
  return end;
}

function endOfLine(bytes, at) {
  const end = bytes.indexOf(NEWLINE, at);
  return end < 0 ? bytes.length : end;
}

function endOfBlock(bytes, at, { open, close, nested }) {
  let depth = 1;
  let i = at + open.length;
  while (i < bytes.length) {
    if (bytes[i] === close[0] && starts(bytes, i, close)) {
      i += close.length;
      depth--;
      if (depth === 0) {
        return i;
      }
    } else if (nested && bytes[i] === open[0] && starts(bytes, i, open)) {
      i += open.length;
      depth++;
    } else {
      i++;
    }
  }
  return bytes.length;
}

/** A string keeps its quotes in the code; only what is between them is blanked. */
function skipString(state, at, delimiter) {
  const end = endOfString(state.bytes, at, delimiter);
  blankOut(state, at + delimiter.open.length, Math.max(end - delimiter.close.length, at + delimiter.open.length), CODE_MARK);
  state.marks[at] = CODE_MARK;
  state.last = QUOTE;
  return end;
}

function endOfString(bytes, at, { open, close, escape, lines }) {
  for (let i = at + open.length; i < bytes.length; i++) {
    if (escape && bytes[i] === BACKSLASH) {
      i++;
    } else if (bytes[i] === close[0] && starts(bytes, i, close)) {
      return i + close.length;
    } else if (bytes[i] === NEWLINE && !lines) {
      return i;
    }
  }
  return bytes.length;
}

/** Rust and Scala: 'x' and '\n' are characters, 'a without an end is a lifetime or a symbol. */
function skipCharLiteral(state, at) {
  const { bytes } = state;
  state.marks[at] = CODE_MARK;
  const end = bytes[at + 1] === BACKSLASH ? bytes.indexOf(QUOTE, at + 3) : bytes.indexOf(QUOTE, at + 2);
  if (end < 0 || end - at > 12 || (bytes[at + 1] !== BACKSLASH && bytes[at + 1] < 128 && end !== at + 2)) {
    return at + 1;
  }
  blankOut(state, at + 1, end, CODE_MARK);
  return end + 1;
}

/** Overwrites a stretch of the code with spaces, newlines kept, and marks what its lines contain. */
function blankOut(state, from, to, mark) {
  const end = Math.min(to, state.bytes.length);
  for (let i = from; i < end; i++) {
    if (state.bytes[i] === NEWLINE) {
      state.line++;
    } else {
      if (state.bytes[i] > SPACE) {
        state.marks[i] = mark;
      }
      state.code[i] = SPACE;
    }
  }
}

/** A line with any code is a code line, else one with any comment is a comment line, else it is blank. */
function lineCounts({ bytes, marks }) {
  const kinds = [0, 0, 0];
  let strongest = 0;
  for (let i = 0; i < bytes.length; i++) {
    strongest = Math.max(strongest, marks[i]);
    if (bytes[i] === NEWLINE || i === bytes.length - 1) {
      kinds[strongest]++;
      strongest = 0;
    }
  }
  return { code: kinds[CODE_MARK], comment: kinds[COMMENT_MARK], blank: kinds[0] };
}
