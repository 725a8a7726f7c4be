// proof: overflow
// Calls itself without end.
const deeper = (n) => deeper(n + 1) + 1;

export default () => deeper(0);
