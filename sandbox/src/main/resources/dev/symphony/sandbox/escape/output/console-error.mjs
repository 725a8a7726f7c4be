// proof: endless
// Writes for ever to the stream for errors, without ending a line.
export default () => {
  for (;;) console.error('x'.repeat(100000));
};
