// proof: secret
// behind: jail
// Imports a file of the host as a module.
import { first } from './routes.mjs';

export default (input) => first(
  async () => (await import(input.secretModule)).secret,
  async () => (await import('file://' + input.secretModule)).secret,
  async () => (await import('../'.repeat(12) + input.secretModule.slice(1))).secret,
  async () => (await import(input.secretJson, { with: { type: 'json' } })).default.secret,
  () => load(input.secretScript),
);
