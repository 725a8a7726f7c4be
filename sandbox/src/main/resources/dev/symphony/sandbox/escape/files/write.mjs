// proof: mark
// behind: jail
// Writes a file of the host.
import { first } from './routes.mjs';

export default (input, caps) => first(
  () => new (Java.type('java.io.FileOutputStream'))(input.mark).close() ?? true,
  () => caps.files.write(input.mark, 'was here'),
  () => writeFile(input.mark, 'was here'),
);
