// proof: endless
// Writes and reads a large document again and again.
export default () => {
  const text = JSON.stringify(Array.from({ length: 200000 }, (_, i) => ({ i, s: 'x' + i })));
  for (;;) JSON.stringify(JSON.parse(text));
};
