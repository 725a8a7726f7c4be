// proof: overflow
// Recurses through calls of the host, each from within the encoding of the one before.
export default async (input, caps) => {
  const again = () => ({ get x() { caps.log.info(again()); return caps.kv.put('own/x', again()); } });
  return caps.kv.put('own/x', again());
};
