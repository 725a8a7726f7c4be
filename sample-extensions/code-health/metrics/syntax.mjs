/** What the scanner has to know of each language: its comments, its strings, and how its functions look. */

const DOUBLE = { open: '"', close: '"', escape: true, lines: false };
const SINGLE = { open: "'", close: "'", escape: true, lines: false };
const BACKTICK = { open: "`", close: "`", escape: true, lines: true };
const TRIPLE = { open: '"""', close: '"""', escape: true, lines: true };
const TRIPLE_SINGLE = { open: "'''", close: "'''", escape: true, lines: true };
const LONG_LUA = { open: "[[", close: "]]", escape: false, lines: true };

const SLASHES = { lines: ["//"], blocks: [["/*", "*/"]] };
const C_DECISIONS = /\b(?:if|for|while|case|catch)\b|&&|\|\||\?(?![.?:])/g;
const WORD_DECISIONS = /\b(?:if|elif|elsif|unless|for|while|until|case|when|except|rescue|and|or)\b|&&|\|\|/g;
const MATCH_DECISIONS = /\b(?:if|for|while|case|catch|when)\b|&&|\|\||->|=>/g;

/** Languages whose blocks stand in braces. */
function braces(extra) {
  return { ...SLASHES, strings: [DOUBLE, SINGLE], blocksBy: "braces", decisions: C_DECISIONS, ...extra };
}

/** Languages whose blocks are told by indentation, because they or their formatters indent reliably. */
function indented(extra) {
  return { lines: ["#"], blocks: [], strings: [DOUBLE, SINGLE], blocksBy: "indent", decisions: WORD_DECISIONS, ...extra };
}

/** Languages without functions: data, markup and prose. */
function data(extra) {
  return { lines: [], blocks: [], strings: [], blocksBy: "none", decisions: /$^/g, ...extra };
}

const SCRIPT = braces({ strings: [DOUBLE, SINGLE, BACKTICK], regexes: true, arrows: true });
const POD = [["\n=pod", "\n=cut"], ["\n=head", "\n=cut"], ["\n=over", "\n=cut"], ["\n=encoding", "\n=cut"], ["\n=begin", "\n=cut"]];

const SYNTAXES = {
  java: braces({ strings: [TRIPLE, DOUBLE, SINGLE] }),
  c: braces({}),
  cpp: braces({}),
  csharp: braces({ strings: [{ open: '@"', close: '"', escape: false, lines: true }, DOUBLE, SINGLE] }),
  go: braces({ strings: [DOUBLE, SINGLE, { ...BACKTICK, escape: false }] }),
  rust: braces({ strings: [{ ...DOUBLE, lines: true }], nested: true, charLiterals: true }),
  javascript: SCRIPT,
  typescript: SCRIPT,
  php: braces({ lines: ["//", "#"], strings: [{ ...DOUBLE, lines: true }, { ...SINGLE, lines: true }] }),
  css: data({ blocks: [["/*", "*/"]], strings: [DOUBLE, SINGLE] }),
  perl: braces({ lines: ["#"], hashAfterSpace: true, blocks: POD, named: /\bsub\s+([A-Za-z_][\w:']*)[^{};]*$/, decisions: WORD_DECISIONS }),
  shell: braces({
    lines: ["#"], hashAfterSpace: true, blocks: [], strings: [{ ...DOUBLE, lines: true }, { ...SINGLE, escape: false, lines: true }],
    named: /(?:^|[\n;]\s*)(?:function\s+)?([A-Za-z_][\w.:-]*)\s*(?:\(\s*\))?\s*$/, decisions: WORD_DECISIONS,
  }),
  python: indented({ strings: [TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE], starts: /^(\s*)(?:async\s+)?def\s+([A-Za-z_]\w*)/ }),
  ruby: indented({ hashAfterSpace: true, blocks: [["\n=begin", "\n=end"]], starts: /^(\s*)def\s+((?:self\.)?[A-Za-z_]\w*[?!=]?)/ }),
  lua: indented({
    lines: ["--"], blocks: [["--[[", "]]"], ["--[=[", "]=]"]], strings: [DOUBLE, SINGLE, LONG_LUA],
    starts: /^(\s*)(?:local\s+)?(?:function\s+([\w.:]+)\s*\(|([\w.]+)\s*=\s*function\b)/,
  }),
  kotlin: indented({
    ...SLASHES, nested: true, strings: [TRIPLE, DOUBLE, SINGLE], decisions: MATCH_DECISIONS,
    starts: /^(\s*)(?:(?:@\w+|[a-z]+)\s+)*fun\s+(?:<[^>]*>\s*)?(?:[\w<>?,. *]+\.)?([A-Za-z_]\w*)\s*\(/,
  }),
  scala: indented({
    ...SLASHES, nested: true, strings: [TRIPLE, DOUBLE], charLiterals: true, decisions: MATCH_DECISIONS,
    starts: /^(\s*)(?:(?:@\w+|[a-z]+(?:\[\w+\])?)\s+)*def\s+([^\s([:=]+)/,
  }),
  haskell: data({ lines: ["--"], blocks: [["{-", "-}"]], nested: true, strings: [DOUBLE] }),
  erlang: data({ lines: ["%"], strings: [{ ...DOUBLE, lines: true }] }),
  clojure: data({ lines: [";"], strings: [{ ...DOUBLE, lines: true }] }),
  sql: data({ lines: ["--"], blocks: [["/*", "*/"]], strings: [{ ...SINGLE, escape: false, lines: true }] }),
  html: data({ blocks: [["<!--", "-->"]] }),
  xml: data({ blocks: [["<!--", "-->"]] }),
  yaml: data({ lines: ["#"], hashAfterSpace: true }),
  toml: data({ lines: ["#"], strings: [TRIPLE, TRIPLE_SINGLE, DOUBLE, { ...SINGLE, escape: false }] }),
  makefile: data({ lines: ["#"], hashAfterSpace: true }),
  json: data({}),
  markdown: data({ prose: true }),
  text: data({ prose: true }),
};

/** The syntax of a language; undefined for what is no text (binary, empty) or not known. */
export function syntaxOf(language) {
  return Object.hasOwn(SYNTAXES, language) ? SYNTAXES[language] : undefined;
}
