package dev.symphony.host.key;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.pit.seal.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The key that the artifacts of a home are encrypted under, in a file for its owner alone beside
 * the root keys: as it is, so that runs need nobody at the keyboard, or wrapped by the root key, so
 * that it is of no use without the passphrase. As it is, it protects artifacts that leave the home
 * without its keys, as in a backup of them.
 */
public final class ArtifactKey {
  private static final String FILE = "artifacts.key";

  private final Home home;
  private final PassphraseSource passphrase;
  private final SecureRandom random;

  /**
   * The key of a home.
   *
   * @param passphrase of the root key, asked for when that has wrapped the key
   */
  public ArtifactKey(Home home, PassphraseSource passphrase, SecureRandom random) {
    this.home = home;
    this.passphrase = passphrase;
    this.random = random;
  }

  /**
   * The key itself, made when it is not there.
   *
   * @throws UserError {@code key-file-mode} when others can read it, {@code key-file-missing} when
   *     there are artifacts but no key, {@code key-file-malformed}, {@code passphrase-missing},
   *     {@code passphrase-wrong}
   */
  public SealKey open() throws UserError, IOException {
    return SealKey.of(secret());
  }

  /** The secret of the key, for the process that the artifacts are kept in. */
  public Bytes secret() throws UserError, IOException {
    if (!Files.exists(file())) {
      make();
    }
    Optional<WrappedKey> wrapped = wrapped();
    Bytes secret =
        wrapped.isPresent()
            ? wrapped.get().unwrap(root(wrapped.get().rootKey()))
            : Bytes.ofOwnedArray(read());
    if (secret.length() != SealKey.LENGTH) {
      throw new UserError(
          "key-file-malformed", file() + " is not a key of " + SealKey.LENGTH + " bytes");
    }
    return secret;
  }

  private Path file() {
    return home.keys().resolve(FILE);
  }

  private void make() throws UserError, IOException {
    if (Files.exists(home.artifacts().resolve("sealed"))) {
      throw new UserError(
          "key-file-missing", file() + " is gone, and with it the way to read the artifacts");
    }
    PrivateFiles.createDirectory(home.keys());
    PrivateFiles.write(file(), SealKey.newSecret(random).toArray());
  }

  private byte[] read() throws UserError, IOException {
    PrivateFiles.requirePrivate(file());
    return Files.readAllBytes(file());
  }

  private Optional<WrappedKey> wrapped() throws UserError, IOException {
    return Files.exists(file()) ? WrappedKey.ofFile(read()) : Optional.empty();
  }

  private PrivateKey root(int number) throws UserError, IOException {
    Keyring keyring = Keyring.open(home.keys(), random);
    if (keyring.requireActive().id() != number) {
      throw new UserError(
          "key-file-missing", "the artifacts need root key " + number + ", which signs no more");
    }
    try (Passphrase given = passphrase.get()) {
      return keyring.unlock(given);
    }
  }

  /**
   * Encrypts the key under the root key that signs.
   *
   * @return the number of that root key
   * @throws UserError {@code keyring-empty}, or as {@link #open}
   */
  public int wrap() throws UserError, IOException {
    int number = Keyring.open(home.keys(), random).requireActive().id();
    WrappedKey wrapped = WrappedKey.wrap(secret(), number, root(number), random);
    PrivateFiles.write(file(), wrapped.toFile());
    return number;
  }

  /** Keeps the key as it is again; needs the passphrase a last time. */
  public void unwrap() throws UserError, IOException {
    PrivateFiles.write(file(), secret().toArray());
  }

  /**
   * Checks that the private half of the root key is not needed any more.
   *
   * @throws UserError {@code artifact-key-wrapped} when it has wrapped the key
   */
  public void requireUnwrapped() throws UserError, IOException {
    if (wrapped().isPresent()) {
      throw new UserError(
          "artifact-key-wrapped",
          "the artifacts of this home can only be read with this root key; first: symphony keys"
              + " unwrap");
    }
  }
}
