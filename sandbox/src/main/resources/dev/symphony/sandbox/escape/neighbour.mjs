// Another guest, with a secret: what it does with it is what guests do with their values.
export default function run(secret, caps) {
  globalThis.neighbour = { secret };
  const job = { text: secret, count: 1 };
  const { label } = job;
  const list = [secret];
  list.push(secret);
  new Map().set('secret', secret);
  JSON.stringify(job);
  caps.kv.put('own/note', secret);
  return [list.map((x) => x).length, `${job}`.length, secret.toUpperCase().length, label === undefined ? 0 : 1].length;
}
