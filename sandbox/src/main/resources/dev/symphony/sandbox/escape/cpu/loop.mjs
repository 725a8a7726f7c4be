// proof: endless
// Loops.
export default () => {
  for (;;);
};
