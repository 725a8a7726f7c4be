// proof: hoard
// Doubles a text for ever.
export default () => {
  const hoard = [];
  for (;;) {
    let text = 'x';
    for (let i = 0; i < 24; i++) text = text + text;
    hoard.push(text.replace('x', 'y'));
  }
};
