// proof: visit
// behind: jail
// Loads code from an address.
import { first } from './routes.mjs';

export default (input) => first(
  () => load(`http://127.0.0.1:${input.port}/x.js`),
  async () => (await import(`http://127.0.0.1:${input.port}/x.mjs`)).default,
  () => new (Java.type('java.net.URL'))(`http://127.0.0.1:${input.port}/`).openStream(),
);
