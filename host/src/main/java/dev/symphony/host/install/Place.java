package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.oci.LayoutLock;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.remote.Credentials;
import dev.symphony.registry.remote.RegistryAddress;
import dev.symphony.registry.remote.RemoteRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somewhere that extensions are published to and installed from. */
public sealed interface Place {

  /** An image layout in a directory. */
  record Layout(Path directory, OciLayout layout) implements Place {
    Layout(Path directory) {
      this(directory, OciLayout.at(directory));
    }

    private boolean isIn(Path other) {
      return directory.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /** A registry that speaks the protocol of the OCI. */
  record Remote(RegistryAddress address, Optional<Credentials> credentials) implements Place {}

  /**
   * The place that a person names: a directory with an image layout, a home, a directory that is
   * not there yet and becomes an image layout, or a registry.
   *
   * @param environment names the user and password of registries that ask for them
   * @throws UserError {@code usage-place} when it is none
   */
  static Place named(String text, Map<String, String> environment) throws UserError {
    Path directory = Path.of(text);
    if (OciLayout.isAt(directory)) {
      return new Layout(directory);
    }
    if (Files.isDirectory(directory)) {
      return new Layout(Home.registry(directory));
    }
    if (text.startsWith(".") || directory.isAbsolute()) {
      return new Layout(directory);
    }
    return RegistryAddress.parse(text)
        .map(address -> new Remote(address, credentials(environment)))
        .orElseThrow(() ->
            new UserError(
                "usage-place", "'" + text + "' is neither a directory nor HOST[:PORT][/PREFIX]"));
  }

  /** How long to wait for others who write to a place. */
  Duration PATIENCE = Duration.ofSeconds(10);

  private static Optional<Credentials> credentials(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("SYMPHONY_REGISTRY_USER"))
        .map(user ->
            new Credentials(user, environment.getOrDefault("SYMPHONY_REGISTRY_PASSWORD", "")));
  }

  /** The registry of an open home. */
  static Place of(Home home) {
    return new Layout(home.registry());
  }

  /** The repository of an extension in this place. */
  default Repository repository(ExtensionName name) {
    return switch (this) {
      case Layout place -> place.layout().repository(name.toString());
      case Remote place ->
          new RemoteRepository(place.address(), name.toString(), place.credentials());
    };
  }

  /**
   * The extensions that it has, by name.
   *
   * @throws UserError {@code usage-place} when it is a registry, which does not tell
   */
  default List<ExtensionName> extensions() throws UserError, Refused {
    return switch (this) {
      case Layout place ->
          place.layout().references().stream()
              .filter(reference -> reference.endsWith(":" + PublishedReleases.TAG))
              .map(reference -> reference.substring(0, reference.lastIndexOf(':')))
              .flatMap(name -> ExtensionName.parse(name).stream())
              .sorted()
              .toList();
      case Remote place ->
          throw new UserError(
              "usage-place", "a registry does not tell all that it has: name the extensions");
    };
  }

  /**
   * Takes the right to write to it; one at a time has it. Who has the home open has it for the
   * registry of the home already.
   *
   * @throws Refused {@code registry-busy}
   */
  default Writing writing(Home opened) throws Refused {
    return switch (this) {
      case Layout place when !place.isIn(opened.registry()) ->
          LayoutLock.take(place.directory(), PATIENCE)::close;
      case Layout place -> () -> {};
      case Remote place -> () -> {};
    };
  }

  /** The right to write to a place. */
  interface Writing extends AutoCloseable {
    @Override
    void close();
  }

  /** Makes visible to others what was put there. */
  default void flush() throws Refused {
    switch (this) {
      case Layout place -> place.layout().flush();
      case Remote place -> {}
    }
  }
}
