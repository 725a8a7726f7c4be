// proof: secret
// Looks for what other languages and guests of the process have exported.
import { first } from './routes.mjs';

export default () => first(
  () => Polyglot.import('neighbour'),
  () => globalThis.neighbour?.secret,
  () => Object.getOwnPropertyNames(globalThis).map((name) => String(globalThis[name]?.secret ?? '')).join('\n'),
);
