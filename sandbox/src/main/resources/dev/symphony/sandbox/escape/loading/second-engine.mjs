// proof: claim
// Evaluates code behind the back of the host's own evaluation.
import { first } from './routes.mjs';

export default () => first(
  () => Polyglot.eval('js', '40 + 2') === 42,
  () => Graal.language !== undefined && load({ name: 'x', script: '40 + 2' }) === 42,
  () => loadWithNewGlobal({ name: 'x', script: '40 + 2' }) === 42,
  () => new ShadowRealm().evaluate('40 + 2') === 42,
);
