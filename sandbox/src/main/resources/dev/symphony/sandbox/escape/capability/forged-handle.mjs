// proof: mark
// Passes the place of another operation to the function behind a capability.
import { first } from './routes.mjs';

export default (input, caps) => {
  const tries = [];
  for (let slot = 0; slot < 64; slot++) {
    tries.push(() => Reflect.apply(caps.kv.get, { slot, handle: slot, operation: 2 }, ['own/victim', slot]));
    tries.push(() => caps.kv.get.call(slot, { handle: slot, operation: 'delete', key: 'own/victim' }));
  }
  tries.push(() => caps.kv.get.bridge.call(2, ['own/victim']));
  tries.push(() => caps.kv['delete'].bind({ granted: true })('own/victim'));
  tries.push(() => { throw new Error('no way in'); });
  return first(...tries.reverse());
};
