package dev.symphony.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Engine;

/**
 * What workers are started from: the runtime that {@code SYMPHONY_RUNTIME} names, else this very
 * process's class path with the engines' files unpacked under {@code target}.
 */
final class Workers {
  private static final String RUNTIME = "SYMPHONY_RUNTIME";
  private static final Map<String, String> ENVIRONMENT = prepare();

  private Workers() {}

  /** The environment for commands that start workers. */
  static Map<String, String> environment() {
    return ENVIRONMENT;
  }

  private static Map<String, String> prepare() {
    Optional<String> built = Optional.ofNullable(System.getenv(RUNTIME));
    if (built.isPresent()) {
      return Map.of(RUNTIME, built.get());
    }
    Path resources = Path.of("target", "engine").toAbsolutePath();
    Path complete = resources.resolve("complete");
    try {
      if (!Files.exists(complete)) {
        Engine.copyResources(resources, "js", "python");
        Files.createFile(complete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the engines' files can't be unpacked", e);
    }
    System.setProperty("polyglot.engine.resourcePath", resources.toString());
    return Map.of();
  }
}
