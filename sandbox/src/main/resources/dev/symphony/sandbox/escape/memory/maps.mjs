// proof: hoard
// Fills a map for ever.
export default () => {
  const map = new Map();
  for (let i = 0; ; i++) map.set('key ' + i, { i, text: 'value ' + i });
};
