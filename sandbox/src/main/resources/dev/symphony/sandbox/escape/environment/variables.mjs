// proof: secret
// behind: jail
// Reads the environment of the process.
import { first } from './routes.mjs';

export default () => first(
  () => String(Java.type('java.lang.System').getenv()),
  () => JSON.stringify(process.env),
  () => JSON.stringify($ENV),
);
