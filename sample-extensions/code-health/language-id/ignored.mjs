/**
 * Which files a project says are not its source: the simple patterns of its .gitignore at the root, that is names
 * and name globs without an inner slash ("target/", "*.pyc"). Negations and patterns with an inner slash are not
 * understood and change nothing.
 */

const NOT_UNDERSTOOD = /^!|.\/./;

/** A predicate over paths for the text of a .gitignore. */
export function ignoredBy(text) {
  const names = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !NOT_UNDERSTOOD.test(line))
    .map((line) => ({ folder: line.endsWith("/"), matches: globOf(line.replace(/^\/|\/$/g, "")) }));
  return (path) => {
    const segments = path.split("/");
    return names.some(({ folder, matches }) =>
      segments.some((segment, i) => (!folder || i < segments.length - 1) && matches(segment)),
    );
  };
}

/** Matches a segment against a glob of * and ?, in time linear in both. */
function globOf(glob) {
  return (segment) => {
    let g = 0;
    let s = 0;
    let star = -1;
    let resume = 0;
    while (s < segment.length) {
      if (glob[g] === "*") {
        star = g++;
        resume = s;
      } else if (g < glob.length && (glob[g] === "?" || glob[g] === segment[s])) {
        g++;
        s++;
      } else if (star >= 0) {
        g = star + 1;
        s = ++resume;
      } else {
        return false;
      }
    }
    return [...glob.slice(g)].every((c) => c === "*");
  };
}

/** The predicate for the project that the files capability is rooted at. */
export async function ignoredIn(files) {
  try {
    return ignoredBy(await files.readText(".gitignore"));
  } catch (error) {
    if (error?.code === "file-not-found" || error?.code === "file-not-text") {
      return () => false;
    }
    throw error;
  }
}
