// proof: hoard
// Asks for one thing that fits into no memory.
export default () => {
  const hoard = [];
  for (;;) {
    for (const make of [() => new Array(2 ** 30).fill(0), () => 'x'.repeat(2 ** 29), () => new Uint8Array(2 ** 31 - 9), () => new ArrayBuffer(2 ** 32)]) {
      try {
        hoard.push(make());
      } catch {
        // The next one.
      }
    }
  }
};
