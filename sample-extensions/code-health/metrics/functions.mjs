/** Finds the functions of a file in its blanked code: [{name, line, length, depth, complexity}]. */
import { functionsByBraces } from "./braces.mjs";
import { functionsByIndent } from "./indent.mjs";

/** `length` counts lines from the one that names the function to its last; `complexity` is 1 + the decisions in it. */
export function functionsOf(code, syntax) {
  if (syntax.blocksBy === "braces") {
    return functionsByBraces(code, syntax);
  }
  return syntax.blocksBy === "indent" ? functionsByIndent(code, syntax) : [];
}
