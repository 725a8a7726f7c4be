// proof: endless
// Consumes a sequence that has no end.
export default () => {
  const numbers = (function* () { for (let i = 0; ; i++) yield i; })();
  let sum = 0;
  for (const n of numbers) sum = (sum + n) | 0;
  return sum;
};
