// proof: mark
// behind: jail
// Starts a program of the host.
import { first, touchWith } from './routes.mjs';

export default (input) => first(
  () => touchWith(Java.type, input.mark),
  () => $EXEC('/usr/bin/touch ' + input.mark),
  () => Java.type('java.lang.Runtime').getRuntime().exec(['/usr/bin/touch', input.mark]).waitFor() === 0,
);
