// proof: endless
// Fills a map with keys that all have the same hash.
export default () => {
  const keys = ['Aa', 'BB'];
  const grow = (n) => (n === 0 ? [''] : grow(n - 1).flatMap((k) => keys.map((p) => p + k)));
  const all = grow(13);
  for (;;) {
    const map = new Map();
    const object = {};
    for (const key of all) {
      map.set(key, key);
      object[key] = key;
    }
  }
};
