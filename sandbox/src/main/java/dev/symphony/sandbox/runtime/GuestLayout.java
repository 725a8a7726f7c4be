package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The places inside a guest runtime directory: one definition for the builder and for the starter.
 */
record GuestLayout(Path root) {

  GuestLayout {
    root = root.toAbsolutePath().normalize();
  }

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

  /** The class path of a worker. */
  Path worker() {
    return root.resolve("worker");
  }

  /** The engines' files (libraries, Python's standard library), unpacked. */
  Path resources() {
    return root.resolve("resources");
  }

  Path cache(GuestLanguage language) {
    return root.resolve("worker-" + language.id() + ".aot");
  }

  /** What is in the directory; written last, so its presence means that the rest is complete. */
  Path facts() {
    return root.resolve("runtime.properties");
  }

  boolean complete() {
    return Files.isRegularFile(facts());
  }

  /** The jars of the worker in the order in which the caches were made. */
  List<Path> workerJars() {
    try (Stream<Path> jars = Files.list(worker())) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + worker(), e);
    }
  }

  Properties readFacts() {
    Properties facts = new Properties();
    try (var reader = Files.newBufferedReader(facts())) {
      facts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + facts(), e);
    }
    return facts;
  }
}
