// proof: secret
// behind: jail
// Asks for a class of the host by its name.
import { first, readWith } from './routes.mjs';

export default (input) => first(
  () => readWith(Java.type, input.secretFile),
  () => Packages.java.nio.file.Files.readString(Packages.java.nio.file.Path.of(input.secretFile)),
  () => java.nio.file.Files.readString(java.nio.file.Path.of(input.secretFile)),
);
