// proof: exit
// Ends the process that it runs in.
import { first } from './routes.mjs';

export default () => first(
  () => Java.type('java.lang.Runtime').getRuntime().halt(7),
  () => quit(7),
  () => exit(7),
);
