// proof: secret
// Uses the time between check and use: many reads of a path that it changes meanwhile.
import { first } from './routes.mjs';

export default (input, caps) => {
  const parts = ['public.txt'];
  const record = { get path() { return parts.length++ === 1 ? 'public.txt' : 'private/secret.txt'; } };
  const list = [];
  list.toString = () => record.path;
  return first(
    () => caps.files.readText(record),
    () => caps.files.readText(list),
    async () => {
      const shared = { path: 'public.txt' };
      const reads = Array.from({ length: 20 }, () => caps.files.readText(shared));
      shared.path = 'private/secret.txt';
      return (await Promise.all(reads)).join('\n');
    },
  );
};
