// proof: secret
// Uses a granted operation on what the grant does not reach.
import { first } from './routes.mjs';

export default (input, caps) => first(
  () => caps.kv.get('private/key'),
  () => caps.kv.get('own/../private/key'),
  () => caps.kv.get('own/x\0/../../private/key'),
  () => caps.kv.get('OWN/../private/key'),
);
