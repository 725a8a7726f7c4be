// proof: endless
// Turns a number of a million digits into text and back.
export default () => {
  let x = 7n ** 200000n;
  for (;;) x = BigInt(x.toString()) + 1n;
};
