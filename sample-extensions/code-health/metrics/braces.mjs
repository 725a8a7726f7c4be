/** Functions of languages with braces: what stands before an opening brace tells whether it opens a function. */
import { reread } from "./text.mjs";

const HEADER_LIMIT = 600;
const NAMED = /([A-Za-z_$][\w$]*)\s*(?:<[^<>;{}]*>\s*)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)[^;{}()=]*(?:\([^()]*\)[^;{}()=]*)?$/;
const RUST_OR_GO = /\b(?:fn|func|function)\s+(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)[^;{}]*$/;
const ARROW = /([A-Za-z_$][\w$]*)\s*(?::[^=;{}]*)?[=:]\s*(?:async\s*)?(?:\((?:[^()]|\([^()]*\))*\)|[A-Za-z_$][\w$]*)\s*(?::[^={};]*)?=>\s*$/;
const ASSIGNED = /([A-Za-z_$][\w$]*)\s*[=:]\s*(?:async\s+)?function\s*\*?\s*[\w$]*\s*\((?:[^()]|\([^()]*\))*\)[^;{}()=]*$/;
const NO_NAME = new Set(
  ("if for while switch catch return do else try with using lock synchronized function fn func new throw typeof sizeof foreach " +
    "elseif match unless until case when select defer go await super this assert static_assert decltype alignas __attribute__").split(" "),
);
const NOT_A_FUNCTION = /(?:^|[\s;{}])(?:class|struct|enum|interface|record|namespace|trait|impl|union|module)\s+[A-Za-z_$]|\bnew\s+[\w$.<>, ]+\([^{}]*$/;

export function functionsByBraces(code, syntax) {
  const walk = { code, syntax, open: [], functions: [], headerFrom: 0, line: 1, round: 0 };
  for (let i = 0; i < code.length; i++) {
    const character = code.charCodeAt(i);
    if (character === 10) {
      walk.line++;
    } else if (character === 123) {
      openBlock(walk, i);
    } else if (character === 125) {
      closeBlock(walk, i);
    } else if (character === 40) {
      walk.round++;
    } else if (character === 41) {
      walk.round = Math.max(0, walk.round - 1);
    } else if (character === 59 && walk.round === 0) {
      walk.headerFrom = i + 1;
    }
  }
  return walk.functions;
}

function openBlock(walk, at) {
  const header = walk.code.slice(Math.max(walk.headerFrom, at - HEADER_LIMIT), at);
  const name = nameIn(header, walk.syntax);
  const block = { name, line: walk.line - newlinesAfterName(header, name), start: at, inner: 0, round: walk.round };
  walk.open.push(block);
  walk.headerFrom = at + 1;
  walk.round = 0;
}

function closeBlock(walk, at) {
  const block = walk.open.pop();
  walk.headerFrom = at + 1;
  if (block === undefined) {
    return;
  }
  walk.round = block.round;
  const parent = walk.open.at(-1);
  if (parent !== undefined && block.name === "") {
    parent.inner = Math.max(parent.inner, block.inner + 1);
  }
  if (block.name !== "") {
    const body = walk.code.slice(block.start, at);
    walk.functions.push({
      name: reread(block.name),
      line: block.line,
      length: walk.line - block.line + 1,
      depth: block.inner,
      complexity: 1 + (body.match(walk.syntax.decisions)?.length ?? 0),
    });
  }
}

/** The name of the function a header announces, or "" when the brace opens something else. */
function nameIn(header, syntax) {
  if (syntax.named !== undefined) {
    return accepted(syntax.named.exec(header)?.[1]);
  }
  const direct = RUST_OR_GO.exec(header)?.[1];
  if (direct !== undefined) {
    return direct;
  }
  if (syntax.arrows) {
    const assigned = (ARROW.exec(header) ?? ASSIGNED.exec(header))?.[1];
    if (assigned !== undefined) {
      return accepted(assigned);
    }
  }
  return NOT_A_FUNCTION.test(header) ? "" : accepted(plain(header));
}

/** `name(...) {`, unless a dot or a `=` before it shows a call or an expression. */
function plain(header) {
  if (!header.includes("(")) {
    return undefined;
  }
  const found = NAMED.exec(header);
  if (found === null || NO_NAME.has(found[1])) {
    return undefined;
  }
  const before = header.slice(0, found.index).trimEnd();
  return /[.=(,?&|!+-]$/.test(before) ? undefined : found[1];
}

function accepted(name) {
  return name === undefined || NO_NAME.has(name) ? "" : name;
}

function newlinesAfterName(header, name) {
  return name === "" ? 0 : header.slice(Math.max(0, header.lastIndexOf(name))).split("\n").length - 1;
}
