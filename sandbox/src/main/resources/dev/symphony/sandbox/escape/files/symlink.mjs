// proof: secret
// Follows a link out of the directory that it was given.
import { first } from './routes.mjs';

export default (input, caps) => first(
  () => caps.files.readText('link-to-file'),
  () => caps.files.readText('link-to-directory/secret.txt'),
  () => caps.files.readText('link-to-directory/../link-to-file'),
);
