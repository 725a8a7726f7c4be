/** Numbers from 0, and less than 1, the same ones for the same seed. */
function numbersOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The series of a task: even ones lie all over their range, clumped ones mostly in one place, with two small clumps far off. */
export function series(task) {
  const random = numbersOf(1_000 + task);
  const kind = random() < 0.5 ? "even" : "clumped";
  const size = 60 + Math.floor(60 * random());
  const numbers = Array.from({ length: size }, () => {
    if (kind === "even") return 100 * random();
    const where = random();
    return (where < 0.8 ? 0 : where < 0.9 ? 60 : 100) + 4 * random();
  });
  return { kind, numbers };
}
