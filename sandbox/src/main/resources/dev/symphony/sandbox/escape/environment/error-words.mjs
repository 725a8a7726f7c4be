// proof: leak
// Provokes errors of the engine and the host, and reads class names and places from their words.
const provoked = async (call) => {
  try {
    return String(await call());
  } catch (error) {
    return [String(error), String(error?.stack), String(error?.cause)].join('\n');
  }
};

export default async (input, caps) => {
  const calls = [
    () => caps.files.readText(Symbol('x')),
    () => caps.files.readText({ toString() { throw new Error('mine'); } }),
    () => caps.files.readText('\ud800'),
    () => caps.files.readText('x'.repeat(100000)),
    () => import('/nowhere/at/all.mjs'),
    () => import('file:///etc/passwd'),
    () => new Intl.DateTimeFormat('x-nonsense').format(),
    () => new RegExp('(?<='),
    () => Java.type('no.such.Thing'),
    () => caps.files.getClass(),
    () => caps.files.readText.toString(),
  ];
  const words = [];
  for (const call of calls) words.push(await provoked(call));
  return words.join('\n');
};
