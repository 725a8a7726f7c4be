// proof: endless
// Passes an argument that has no end: each of its members is itself again, under new names.
export default (input, caps) => {
  const endless = () => new Proxy({}, {
    get: (target, key) => (typeof key === 'symbol' ? undefined : endless()),
    ownKeys: () => ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
    getOwnPropertyDescriptor: () => ({ value: 0, enumerable: true, configurable: true }),
    has: () => true,
  });
  return caps.kv.put('own/endless', endless());
};
