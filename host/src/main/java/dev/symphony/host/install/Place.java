package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.remote.Credentials;
import dev.symphony.registry.remote.RegistryAddress;
import dev.symphony.registry.remote.RemoteRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Somewhere that extensions are published to and installed from. */
public sealed interface Place {

  /** An image layout in a directory. */
  record Layout(OciLayout layout) implements Place {}

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
      return new Layout(OciLayout.at(directory));
    }
    if (Files.isDirectory(directory)) {
      return new Layout(OciLayout.at(Home.registry(directory)));
    }
    if (text.startsWith(".") || directory.isAbsolute()) {
      return new Layout(OciLayout.at(directory));
    }
    return RegistryAddress.parse(text)
        .map(address -> new Remote(address, credentials(environment)))
        .orElseThrow(() ->
            new UserError(
                "usage-place", "'" + text + "' is neither a directory nor HOST[:PORT][/PREFIX]"));
  }

  private static Optional<Credentials> credentials(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("SYMPHONY_REGISTRY_USER"))
        .map(user ->
            new Credentials(user, environment.getOrDefault("SYMPHONY_REGISTRY_PASSWORD", "")));
  }

  /** The registry of an open home. */
  static Place of(Home home) {
    return new Layout(OciLayout.at(home.registry()));
  }

  /** The repository of an extension in this place. */
  default Repository repository(ExtensionName name) {
    return switch (this) {
      case Layout place -> place.layout().repository(name.toString());
      case Remote place ->
          new RemoteRepository(place.address(), name.toString(), place.credentials());
    };
  }

  /** Makes visible to others what was put there. */
  default void flush() throws Refused {
    switch (this) {
      case Layout place -> place.layout().flush();
      case Remote place -> {}
    }
  }
}
