// proof: secret
// Looks through everything that can be reached for what another guest has left behind.
export default async (input, caps) => {
  await caps.log.info('stir');
  for (const end = Date.now() + 500; Date.now() < end; ); // the neighbour works meanwhile
  const found = [];
  const seen = new Set();
  const look = (value, depth) => {
    if (typeof value === 'string') found.push(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value) || depth > 4) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      try {
        look(value[key], depth + 1);
      } catch {
        // What can't be read holds nothing for us.
      }
    }
  };
  look(globalThis, 0);
  return found.join('\n');
};
