// proof: secret
// Passes a path that is harmless when it is checked and another when it is used.
import { first } from './routes.mjs';

const changing = () => {
  let looks = 0;
  const next = () => (looks++ === 0 ? 'public.txt' : 'private/secret.txt');
  return { get path() { return next(); }, toString: next, valueOf: next, toJSON: next, [Symbol.toPrimitive]: next };
};

export default (input, caps) => first(
  () => caps.files.readText(changing()),
  () => caps.files.readText(new Proxy(changing(), { get: (t, k) => t[k] })),
  () => caps.files.readText(Object.assign(new String('public.txt'), changing())),
);
