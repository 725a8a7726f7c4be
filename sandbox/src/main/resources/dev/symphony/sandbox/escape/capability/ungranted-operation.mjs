// proof: mark
// Calls an operation that nobody granted.
export default async (input, caps) => {
  await caps.kv.delete('own/victim');
  return true;
};
