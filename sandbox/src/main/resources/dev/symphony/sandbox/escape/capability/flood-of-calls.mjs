// proof: endless
// Starts calls without end and waits for none of them.
export default async (input, caps) => {
  for (;;) {
    caps.kv.get('own/x');
    await null;
  }
};
