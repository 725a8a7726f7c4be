package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The places of a guest runtime: one definition for the builder and for the starter. */
record GuestLayout(Path root, Platform platform) {
  private static final String FACTS = "runtime.properties";
  private static final String PLATFORM = "platform";

  /** The layout in a directory that is whole; empty otherwise. */
  static Optional<GuestLayout> locate(Path directory) {
    Path facts = directory.resolve(FACTS);
    if (!Files.isRegularFile(facts)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(facts)) {
      properties.load(reader);
      return Optional.ofNullable(properties.getProperty(PLATFORM))
          .map(Path::of)
          .map(Platform::new)
          .filter(Platform::complete)
          .map(platform -> new GuestLayout(real(directory), platform));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + facts, e);
    }
  }

  /** Marks the directory as whole; done last. */
  void complete() {
    Properties facts = new Properties();
    facts.setProperty(PLATFORM, platform.root().toString());
    facts.setProperty("jdk", Runtime.version().toString());
    RuntimeTree.writeAtomically(facts, root.resolve(FACTS));
  }

  /** The class path of a worker. */
  Path worker() {
    return root.resolve("worker");
  }

  Path cache(GuestLanguage language) {
    return root.resolve("worker-" + language.id() + ".aot");
  }

  /** The jars of the worker in the order in which the caches were made. */
  List<Path> workerJars() {
    try (Stream<Path> jars = Files.list(worker())) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + worker(), e);
    }
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot resolve " + directory, e);
    }
  }
}
