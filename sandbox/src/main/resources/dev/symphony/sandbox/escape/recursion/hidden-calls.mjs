// proof: overflow
// Recurses through getters, proxies and conversions, where no call is to be seen.
export default () => {
  const object = { get x() { return `${this}`; }, toString() { return this.x; } };
  const proxy = new Proxy({}, { get: (target, key, self) => self[key] });
  return [proxy.y, `${object}`];
};
