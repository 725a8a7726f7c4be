// proof: mark
// behind: jail
// Brings code along as data, and has it compiled by what usually reads data.
import { first, touchWith } from './routes.mjs';

export default (input) => first(
  () => touchWith(new Function('return Java.type')(), input.mark),
  () => JSON.parse('{"x":"return Java.type"}', (k, v) => (k === 'x' ? touchWith(Function(v)(), input.mark) : v)).x,
  () => touchWith(eval('Java.type'), input.mark),
  async () => touchWith((await import('data:text/javascript,export default Java.type')).default, input.mark),
);
