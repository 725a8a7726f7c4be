// proof: secret
// behind: jail
// Reads a file of the host by its absolute path.
import { first } from './routes.mjs';

export default (input, caps) => first(
  async () => (await import(input.secretJson, { with: { type: 'json' } })).default.secret,
  () => caps.files.readText(input.secretFile),
  () => caps.files.readText('file://' + input.secretFile),
  () => caps.files.readText('/' + input.secretFile),
);
