package dev.symphony.host.runtime;

import dev.symphony.sandbox.runtime.RuntimeImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the running host knows about the runtime it was started from. */
public final class RuntimeFacts {
  /** The system property that names the directory of the host's runtime. */
  public static final String PROPERTY = "symphony.runtime";

  static final String FILE = "runtime.properties";
  static final String GUEST = "guest";

  private RuntimeFacts() {}

  /** The directory that this process was started from; empty when it was started without a launcher. */
  public static Optional<Path> directory() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  /** The runtime for guests: the built one, or else this process's own Java. */
  public static RuntimeImage guestImage() {
    return directory()
        .flatMap(RuntimeFacts::guestDirectory)
        .flatMap(RuntimeImage::locate)
        .orElseGet(RuntimeImage::ofCurrentProcess);
  }

  private static Optional<Path> guestDirectory(Path host) {
    Properties facts = new Properties();
    try (var reader = Files.newBufferedReader(host.resolve(FILE))) {
      facts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the facts of " + host, e);
    }
    return Optional.ofNullable(facts.getProperty(GUEST)).map(Path::of);
  }
}
