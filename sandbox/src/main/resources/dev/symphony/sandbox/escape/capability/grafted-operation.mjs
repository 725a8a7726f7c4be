// proof: secret
// Grafts a function of its own onto a capability, and waits for another guest to call it.
const ways = (graft) => [
  (caps) => { caps.kv = { put: graft }; },
  (caps) => Object.defineProperty(caps, 'kv', { value: { put: graft } }),
  (caps) => Object.setPrototypeOf(caps, { kv: { put: graft } }),
  (caps) => { caps.kv.put = graft; },
  (caps) => { caps.kv.put.call = graft; },
];

export default async (input, caps) => {
  const heard = [];
  let wall;
  for (const way of ways((key, value) => heard.push(value))) {
    try {
      way(caps);
    } catch (error) {
      wall = error;
    }
  }
  await caps.log.info('stir');
  for (const end = Date.now() + 500; Date.now() < end; ); // the neighbour works meanwhile
  if (heard.length === 0) throw wall ?? new Error('nobody calls the graft');
  return heard.join('\n');
};
