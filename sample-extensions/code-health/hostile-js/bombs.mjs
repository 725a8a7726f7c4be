/** Attacks on the machine's resources. None of them ends by itself. */

const BOMBS = { loop, memory, recursion, output };

/** Runs the named attack; an unknown name is an error. */
export function exhaust(attack) {
  if (!Object.hasOwn(BOMBS, attack)) {
    throw new RangeError(`unknown attack ${JSON.stringify(attack)}; known: probe, ${Object.keys(BOMBS).join(", ")}`);
  }
  return BOMBS[attack]();
}

function loop() {
  let turns = 0;
  for (;;) {
    turns = (turns + 1) | 0;
  }
}

function memory() {
  const hoard = [];
  for (;;) {
    hoard.push(new Array(65536).fill(hoard.length));
  }
}

function recursion() {
  const deeper = (depth) => 1 + deeper(depth + 1);
  return deeper(0);
}

function output() {
  const line = "flood ".repeat(1000);
  for (;;) {
    console.log(line);
  }
}
