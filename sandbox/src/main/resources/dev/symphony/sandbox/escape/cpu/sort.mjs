// proof: endless
// Sorts without an order.
export default () => {
  const values = Array.from({ length: 1e6 }, (_, i) => (i * 7919) % 1000003);
  for (;;) values.sort(() => Math.random() - 0.5);
};
