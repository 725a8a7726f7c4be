package dev.symphony.host.key;

import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.host.UserError;
import dev.symphony.host.key.RootKey.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The root keys of a home: one signs, older ones verify until they are retired. The list and the
 * public keys are readable without a passphrase; each private key is a file of its own, encrypted.
 */
public final class Keyring {
  private static final String LIST = "keyring.json";

  private final Path directory;
  private final SecureRandom random;
  private List<RootKey> keys;

  private Keyring(Path directory, SecureRandom random, List<RootKey> keys) {
    this.directory = directory;
    this.random = random;
    this.keys = List.copyOf(keys);
  }

  /**
   * Opens the keyring in a directory; it is empty when the directory is not there.
   *
   * @throws UserError {@code key-file-mode} when others can read or change the list of keys
   */
  public static Keyring open(Path directory, SecureRandom random) throws UserError, IOException {
    Path list = directory.resolve(LIST);
    if (!Files.exists(list)) {
      return new Keyring(directory, random, List.of());
    }
    PrivateFiles.requirePrivate(list);
    return new Keyring(directory, random, KeyringFile.read(Files.readAllBytes(list)));
  }

  /** All keys, oldest first. */
  public List<RootKey> keys() {
    return keys;
  }

  /** The key that signs, if there is one. */
  public Optional<RootKey> active() {
    return keys.stream().filter(k -> k.state() == State.ACTIVE).findFirst();
  }

  /**
   * The key that signs.
   *
   * @throws UserError {@code keyring-empty} when there is none
   */
  public RootKey requireActive() throws UserError {
    return active()
        .orElseThrow(() ->
            new UserError(
                "keyring-empty", "this home has no root key yet; make one: symphony keys new"));
  }

  /**
   * The key of this number.
   *
   * @throws UserError {@code key-unknown} when there is none
   */
  public RootKey key(int id) throws UserError {
    return keys.stream()
        .filter(k -> k.id() == id)
        .findFirst()
        .orElseThrow(() ->
            new UserError(
                "key-unknown", "there is no root key " + id + "; see: symphony keys list"));
  }

  /** The keys that tokens are verified with: all that are not retired, by number. */
  public RootKeys rootKeys() {
    Map<Integer, PublicKey> accepted = new HashMap<>();
    for (RootKey key : keys) {
      if (key.state() != State.RETIRED) {
        accepted.put(key.id(), key.publicKey());
      }
    }
    return RootKeys.byId(accepted);
  }

  /**
   * Makes the first key, which signs from now on.
   *
   * @throws UserError {@code keyring-active} when a key signs already
   */
  public RootKey create(Passphrase passphrase, Instant now) throws UserError, IOException {
    if (active().isPresent()) {
      throw new UserError(
          "keyring-active",
          "root key "
              + active().get().id()
              + " signs already; to replace it: symphony keys rotate");
    }
    return add(keys, passphrase, now);
  }

  /**
   * Makes a new key, which signs from now on; the one before it verifies until it is retired. Its
   * private half is not needed, and its file is deleted.
   */
  public RootKey rotate(Passphrase passphrase, Instant now) throws UserError, IOException {
    Optional<RootKey> old = active();
    RootKey made = add(with(old, State.VERIFYING), passphrase, now);
    if (old.isPresent()) {
      Files.deleteIfExists(file(old.get().id()));
    }
    return made;
  }

  /**
   * Retires a key: no token that it signed is accepted any more.
   *
   * @throws UserError {@code keyring-active} when it is the one that signs
   */
  public RootKey retire(int id) throws UserError, IOException {
    RootKey key = key(id);
    if (key.state() == State.ACTIVE) {
      throw new UserError(
          "keyring-active", "root key " + id + " signs; first: symphony keys rotate");
    }
    save(with(Optional.of(key), State.RETIRED));
    Files.deleteIfExists(file(id));
    return key(id);
  }

  /**
   * The private half of the key that signs.
   *
   * @throws UserError {@code keyring-empty}, {@code key-file-mode}, {@code key-file-missing} or
   *     {@code passphrase-wrong}
   */
  public PrivateKey unlock(Passphrase passphrase) throws UserError, IOException {
    RootKey key = requireActive();
    PrivateKey secret = EncryptedKey.decrypt(encrypted(key.id()), passphrase);
    if (!secret.publicKey().equals(key.publicKey())) {
      throw new UserError(
          "passphrase-wrong", "the file holds another key, or the passphrase is wrong");
    }
    return secret;
  }

  /** The private half of a key, encrypted as it is kept. */
  public String encrypted(int id) throws UserError, IOException {
    PrivateFiles.requirePrivate(file(key(id).id()));
    return Files.readString(file(id), StandardCharsets.US_ASCII);
  }

  private RootKey add(List<RootKey> others, Passphrase passphrase, Instant now) throws IOException {
    int id = keys.stream().mapToInt(RootKey::id).max().orElse(0) + 1;
    PrivateKey secret = PrivateKey.generate(Algorithm.ED25519, random);
    RootKey made = new RootKey(id, secret.publicKey(), State.ACTIVE, now);
    PrivateFiles.createDirectory(directory);
    PrivateFiles.write(
        file(id),
        EncryptedKey.encrypt(secret, passphrase, random).getBytes(StandardCharsets.US_ASCII));
    List<RootKey> all = new ArrayList<>(others);
    all.add(made);
    save(all);
    return made;
  }

  private List<RootKey> with(Optional<RootKey> changed, State state) {
    return keys.stream().map(k -> changed.filter(k::equals).isPresent() ? k.in(state) : k).toList();
  }

  private void save(List<RootKey> all) throws IOException {
    PrivateFiles.write(directory.resolve(LIST), KeyringFile.write(all));
    keys = List.copyOf(all);
  }

  private Path file(int id) {
    return directory.resolve("root-" + id + ".pem");
  }
}
