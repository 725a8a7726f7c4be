// proof: hoard
// Hoards buffers, which may lie outside of the heap.
export default () => {
  const hoard = [];
  for (;;) hoard.push(new Uint8Array(1 << 20).fill(1));
};
