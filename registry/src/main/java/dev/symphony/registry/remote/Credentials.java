package dev.symphony.registry.remote;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who somebody is to a registry. It never prints its password.
 *
 * @param user the name
 * @param password the password or token
 */
public record Credentials(String user, String password) {
  /** The value of the header that carries them. */
  String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** The name alone. */
  @Override
  public String toString() {
    return "credentials of " + user;
  }
}
