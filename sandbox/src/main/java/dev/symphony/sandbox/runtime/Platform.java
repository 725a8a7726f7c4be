package dev.symphony.sandbox.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a guest runtime that only changes with the JDK and the engines: the image, the
 * compiler and the engines' files. One definition of its places, for the builder and for the
 * starter.
 */
record Platform(Path root) {

  /** The linked image: JDK modules and language engines, but no compiler module. */
  Path image() {
    return root.resolve("image");
  }

  Path java() {
    return image().resolve("bin").resolve("java");
  }

  /** The Graal compiler as a module path of its own. */
  Path compiler() {
    return root.resolve("compiler");
  }

  /** The engines' files (libraries, Python's standard library), unpacked. */
  Path resources() {
    return root.resolve("resources");
  }

  /** Written last: its presence means that the rest is whole. */
  Path facts() {
    return root.resolve("platform.properties");
  }

  boolean complete() {
    return Files.isRegularFile(facts());
  }
}
