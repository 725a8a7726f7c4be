// proof: secret
// Learns where on the host its program lies.
import { first } from './routes.mjs';

export default () => first(
  () => (import.meta.url.includes('/') ? import.meta.url : undefined),
  () => (new Error().stack.includes('/') ? new Error().stack : undefined),
  () => Java.type('java.lang.System').getProperty('user.dir'),
);
