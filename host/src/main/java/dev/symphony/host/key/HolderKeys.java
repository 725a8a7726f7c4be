package dev.symphony.host.key;

import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that tokens are bound to, by name: {@code NAME.pem} is the private half under a
 * passphrase, {@code NAME.pub} the public one.
 */
public final class HolderKeys {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String SECRET = ".pem";
  private static final String PUBLIC = ".pub";

  private final Path directory;
  private final SecureRandom random;

  /**
   * A key.
   *
   * @param name lower case letters, digits and hyphens
   */
  public record HolderKey(String name, PublicKey publicKey) {}

  /** The keys in a directory, which need not be there yet. */
  public HolderKeys(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /**
   * Makes a key.
   *
   * @throws UserError {@code usage-key} when the name is none, {@code key-exists} when it is taken
   */
  public HolderKey create(String name, Passphrase passphrase) throws UserError, IOException {
    Path secret = file(name, SECRET);
    if (Files.exists(secret)) {
      throw new UserError("key-exists", "there is a holder key '" + name + "' already");
    }
    PrivateKey key = PrivateKey.generate(Algorithm.ED25519, random);
    PrivateFiles.createDirectory(directory);
    PrivateFiles.write(file(name, PUBLIC), ascii(key.publicKey().toString()));
    PrivateFiles.write(secret, ascii(EncryptedKey.encrypt(key, passphrase, random)));
    return new HolderKey(name, key.publicKey());
  }

  /** All keys, by name. */
  public List<HolderKey> keys() throws UserError, IOException {
    List<HolderKey> keys = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        List<String> names =
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(SECRET))
                .map(name -> name.substring(0, name.length() - SECRET.length()))
                .sorted()
                .toList();
        for (String name : names) {
          keys.add(key(name));
        }
      }
    }
    return List.copyOf(keys);
  }

  /**
   * The public half of a key.
   *
   * @throws UserError {@code key-unknown}, {@code key-file-mode} or {@code key-file-malformed}
   */
  public HolderKey key(String name) throws UserError, IOException {
    requireKnown(name);
    Path file = file(name, PUBLIC);
    PrivateFiles.requirePrivate(file);
    try {
      return new HolderKey(
          name, PublicKey.parse(Files.readString(file, StandardCharsets.US_ASCII).strip()));
    } catch (KeyException e) {
      throw new UserError("key-file-malformed", file + " holds no public key", e);
    }
  }

  /**
   * The private half of a key.
   *
   * @throws UserError {@code key-unknown}, {@code key-file-mode}, {@code key-file-malformed} or
   *     {@code passphrase-wrong}
   */
  public PrivateKey unlock(String name, Passphrase passphrase) throws UserError, IOException {
    requireKnown(name);
    Path file = file(name, SECRET);
    PrivateFiles.requirePrivate(file);
    return EncryptedKey.decrypt(Files.readString(file, StandardCharsets.US_ASCII), passphrase);
  }

  private void requireKnown(String name) throws UserError {
    if (!Files.exists(file(name, SECRET))) {
      throw new UserError(
          "key-unknown", "there is no holder key '" + name + "'; see: symphony keys holder list");
    }
  }

  private Path file(String name, String ending) throws UserError {
    if (!NAME.matcher(name).matches()) {
      throw new UserError(
          "usage-key",
          "'" + name + "' is no name of a key: lower case letters, digits and hyphens, at most 63");
    }
    return directory.resolve(name + ending);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
