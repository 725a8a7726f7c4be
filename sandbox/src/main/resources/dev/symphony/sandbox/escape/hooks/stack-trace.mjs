// proof: secret
// Reads from stack traces, as text and as objects, where the program lies on the host and who called it.
import { first } from './routes.mjs';

const asObjects = () => {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, sites) => sites.map((s) => [s.getFileName?.(), s.getEvalOrigin?.(), String(s.getThis?.()), String(s.getFunction?.())].join(' ')).join('\n');
  try {
    return String(new Error('look').stack);
  } finally {
    Error.prepareStackTrace = before;
  }
};

const placed = (text, secret) => (text.includes('/') ? text : undefined);

export default () => first(
  () => placed(new Error('look').stack),
  () => placed(asObjects()),
  () => placed(import.meta.url),
  () => { try { null.x; } catch (error) { return placed(error.stack); } },
);
