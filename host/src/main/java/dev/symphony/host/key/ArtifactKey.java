package dev.symphony.host.key;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.pit.seal.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The key that the artifacts of a home are encrypted under, in a file for its owner alone beside
 * the root keys. It protects artifacts that leave the home without its keys, as in a backup of
 * them.
 */
public final class ArtifactKey {
  private static final String FILE = "artifacts.key";

  private ArtifactKey() {}

  /**
   * The key of a home, made when it is not there.
   *
   * @throws UserError {@code key-file-mode} when others can read it, {@code key-file-missing} when
   *     there are artifacts but no key, {@code key-file-malformed}
   */
  public static SealKey of(Home home, SecureRandom random) throws UserError, IOException {
    return SealKey.of(secret(home, random));
  }

  /** The secret of the key of a home, for the process that the artifacts are kept in. */
  public static Bytes secret(Home home, SecureRandom random) throws UserError, IOException {
    Path file = home.keys().resolve(FILE);
    if (!Files.exists(file)) {
      if (Files.exists(home.artifacts().resolve("sealed"))) {
        throw new UserError(
            "key-file-missing", file + " is gone, and with it the way to read the artifacts");
      }
      PrivateFiles.createDirectory(home.keys());
      PrivateFiles.write(file, SealKey.newSecret(random).toArray());
    }
    PrivateFiles.requirePrivate(file);
    Bytes secret = Bytes.ofOwnedArray(Files.readAllBytes(file));
    if (secret.length() != SealKey.LENGTH) {
      throw new UserError(
          "key-file-malformed", file + " does not have the " + SealKey.LENGTH + " bytes of a key");
    }
    return secret;
  }
}
