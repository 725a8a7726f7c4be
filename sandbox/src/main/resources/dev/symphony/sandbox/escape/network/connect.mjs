// proof: visit
// behind: jail
// Opens a connection of its own.
import { first } from './routes.mjs';

export default (input) => first(
  () => { new (Java.type('java.net.Socket'))('127.0.0.1', input.port).close(); return true; },
  async () => (await fetch(`http://127.0.0.1:${input.port}/`)).status,
  () => new WebSocket(`ws://127.0.0.1:${input.port}/`),
);
