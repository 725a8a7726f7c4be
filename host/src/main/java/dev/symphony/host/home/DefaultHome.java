package dev.symphony.host.home;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a home is when nobody says where: the platform's place for application data. */
public final class DefaultHome {
  private DefaultHome() {}

  /**
   * {@code SYMPHONY_HOME}, else the platform's data directory.
   *
   * @param environment the environment of the process
   * @param userHome the user's home directory
   * @param osName the name of the operating system as Java gives it
   */
  public static Path in(Map<String, String> environment, Path userHome, String osName) {
    Optional<String> own = Optional.ofNullable(environment.get("SYMPHONY_HOME"));
    if (own.isPresent()) {
      return Path.of(own.get());
    }
    if (osName.startsWith("Mac")) {
      return userHome.resolve("Library/Application Support/symphony");
    }
    return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
        .filter(d -> d.startsWith("/"))
        .map(Path::of)
        .orElse(userHome.resolve(".local/share"))
        .resolve("symphony");
  }
}
