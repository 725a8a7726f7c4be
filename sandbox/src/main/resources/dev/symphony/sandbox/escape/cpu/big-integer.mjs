// proof: endless
// Squares a number until it no longer fits anywhere, and begins again.
export default () => {
  for (;;) {
    let x = 3n;
    for (let i = 0; i < 24; i++) x = x * x;
  }
};
