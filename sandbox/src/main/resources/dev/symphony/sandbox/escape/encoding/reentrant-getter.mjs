// proof: mark
// Calls an operation that it was not granted from within the encoding of a call that it was.
export default async (input, caps) => {
  let inner;
  const value = { get x() { inner = caps.kv.delete('own/victim'); return 1; } };
  await caps.kv.put('own/x', value);
  await inner;
  return null;
};
