// proof: hoard
// Unfolds a few letters into a thousand million, as documents with entities do.
export default () => {
  const hoard = [];
  for (;;) {
    let text = 'a';
    for (let i = 0; i < 9; i++) text = text.replace(/a/g, 'aaaaaaaaaa');
    hoard.push(JSON.parse('"' + text + '"'));
  }
};
