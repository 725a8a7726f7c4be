// proof: endless
// Catches whatever is thrown at it, and never leaves.
export default () => {
  for (;;) {
    try {
      for (;;);
    } catch {
      continue;
    } finally {
      continue;
    }
  }
};
