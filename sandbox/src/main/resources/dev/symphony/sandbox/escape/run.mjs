// The entry of every attempt in JavaScript: says what the attempt found, or what stopped it.
import attempt from './payload.mjs';

export default async function run(input, caps) {
  try {
    const found = await attempt(input, caps);
    return { found: found === undefined || found === null || found === false ? null : found === true ? true : String(found).slice(0, 20000) };
  } catch (error) {
    return { found: null, stopped: name(error), message: words(error).slice(0, 2000) };
  }
}

function name(error) {
  try {
    return String(error.code ?? error.name ?? typeof error);
  } catch {
    return 'nameless';
  }
}

function words(error) {
  try {
    return String(error.message ?? error);
  } catch {
    return 'speechless';
  }
}
