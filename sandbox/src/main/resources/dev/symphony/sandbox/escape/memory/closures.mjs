// proof: hoard
// Chains functions and promises so that none can be let go.
export default () => {
  let chain = Promise.resolve();
  let f = () => 0;
  for (;;) {
    const before = f;
    f = () => before;
    chain = chain.then(f);
  }
};
