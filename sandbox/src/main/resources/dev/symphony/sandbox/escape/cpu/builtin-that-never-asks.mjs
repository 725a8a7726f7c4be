// proof: endless
// Spends its time in one call of one built-in function.
export default () => {
  let x = 3n;
  for (let i = 0; i < 40; i++) x = x * x;
  return x > 0n;
};
