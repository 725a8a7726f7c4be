package dev.symphony.host.publish;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.host.UserError;
import dev.symphony.host.key.EncryptedKey;
import dev.symphony.host.key.Passphrase;
import dev.symphony.host.key.PassphraseSource;
import dev.symphony.host.key.PrivateFiles;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.signing.PublisherSigner.Scheme;
import dev.symphony.registry.trust.KeyHistory;
import dev.symphony.registry.trust.KeyStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a home publishes with: one directory for each publisher, with the private key that
 * signs now, the public keys so far (the latest one last), and the signed history of them.
 */
public final class PublisherKeys {
  private static final String PRIVATE = "signing.pem";
  private static final String PUBLIC = "keys.txt";
  private static final String HISTORY = "history.json";

  private final Path directory;
  private final SecureRandom random;

  /** The keys in {@code directory}. */
  public PublisherKeys(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /** The publishers that there are keys of, in order. */
  public List<String> publishers() throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
        children.forEach(child -> names.add(child.getFileName().toString()));
      }
    }
    return names.stream().sorted().toList();
  }

  /** The public keys of a publisher, the latest one last; none when there is no key. */
  public List<PublisherKey> keys(String publisher) throws IOException {
    Path file = directory.resolve(publisher).resolve(PUBLIC);
    return Files.exists(file)
        ? Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
            .map(PublisherKey::parse)
            .toList()
        : List.of();
  }

  /** What a publisher says about its keys. */
  public KeyHistory history(String publisher) throws IOException, Refused {
    Path file = directory.resolve(publisher).resolve(HISTORY);
    return Files.exists(file)
        ? KeyHistory.parse(Bytes.ofOwnedArray(Files.readAllBytes(file)))
        : KeyHistory.EMPTY;
  }

  /**
   * Makes the first key of a publisher.
   *
   * @param passphrase what the private key is encrypted with; without one it lies open in its file
   * @throws UserError {@code publisher-key-exists} when there is one
   */
  public PublisherSigner create(String publisher, Scheme scheme, Optional<Passphrase> passphrase)
      throws UserError, IOException {
    if (!keys(publisher).isEmpty()) {
      throw new UserError(
          "publisher-key-exists",
          "there is a key of '"
              + publisher
              + "'; to replace it: symphony keys publisher rotate "
              + publisher);
    }
    PrivateFiles.createDirectory(directory);
    PrivateFiles.createDirectory(directory.resolve(publisher));
    Draft draft = draft(publisher, scheme, passphrase);
    put(publisher, List.of(draft.signer().publicKey()), draft);
    return draft.signer();
  }

  /** A new key whose private half lies beside the one that signs now. */
  private record Draft(PublisherSigner signer, Path file) {}

  private Draft draft(String publisher, Scheme scheme, Optional<Passphrase> passphrase)
      throws IOException {
    PrivateKey secret = PrivateKey.generate(Algorithm.ED25519, random);
    byte[] pem =
        passphrase.isPresent()
            ? EncryptedKey.encrypt(secret, passphrase.get(), random)
                .getBytes(StandardCharsets.US_ASCII)
            : PlainKey.encode(secret);
    Path file = directory.resolve(publisher).resolve("next.pem");
    PrivateFiles.write(file, pem);
    return new Draft(PublisherSigner.of(secret, scheme), file);
  }

  private void put(String publisher, List<PublisherKey> keys, Draft draft) throws IOException {
    List<String> lines = keys.stream().map(PublisherKey::toString).toList();
    PrivateFiles.write(
        directory.resolve(publisher).resolve(PUBLIC),
        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.move(
        draft.file(),
        directory.resolve(publisher).resolve(PRIVATE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Replaces the key of a publisher: the old key signs for the new one.
   *
   * @param passphrase opens the old key, and encrypts the new one when the old one was encrypted
   */
  public PublisherSigner rotate(
      String publisher, Scheme scheme, PassphraseSource passphrase, Instant now)
      throws UserError, IOException, Refused {
    PublisherSigner old = signer(publisher, passphrase);
    boolean encrypted = !PlainKey.isPlain(pem(publisher));
    KeyHistory before = history(publisher);
    List<PublisherKey> keys = new ArrayList<>(keys(publisher));
    try (Opened chosen = new Opened(encrypted ? Optional.of(passphrase.get()) : Optional.empty())) {
      Draft draft = draft(publisher, scheme, chosen.passphrase());
      PublisherKey next = draft.signer().publicKey();
      save(
          publisher,
          before.with(KeyStatement.sign(new KeyStatement.Rotation(publisher, next), old, now)));
      keys.add(next);
      put(publisher, keys, draft);
      return draft.signer();
    }
  }

  /** A passphrase that is wiped at the end, when there is one. */
  private record Opened(Optional<Passphrase> passphrase) implements AutoCloseable {
    @Override
    public void close() {
      passphrase.ifPresent(Passphrase::close);
    }
  }

  /**
   * Says that a key is not to be accepted any more; it travels with the next publication.
   *
   * @throws UserError {@code key-unknown} when the publisher never had it
   */
  public void revoke(
      String publisher, Digest key, String reason, PassphraseSource passphrase, Instant now)
      throws UserError, IOException, Refused {
    if (keys(publisher).stream().noneMatch(k -> k.fingerprint().equals(key))) {
      throw new UserError("key-unknown", "'" + publisher + "' has no key with that fingerprint");
    }
    KeyStatement.Revocation statement = new KeyStatement.Revocation(publisher, key, reason);
    save(
        publisher,
        history(publisher).with(KeyStatement.sign(statement, signer(publisher, passphrase), now)));
  }

  private void save(String publisher, KeyHistory history) throws IOException {
    PrivateFiles.write(directory.resolve(publisher).resolve(HISTORY), history.toJson().toArray());
  }

  /**
   * The private key of a publisher.
   *
   * @param passphrase is asked for when the key is encrypted
   * @throws UserError {@code publisher-key-missing}, {@code key-file-mode}, {@code
   *     passphrase-wrong} and the like
   */
  public PublisherSigner signer(String publisher, PassphraseSource passphrase)
      throws UserError, IOException {
    List<PublisherKey> keys = keys(publisher);
    if (keys.isEmpty()) {
      throw new UserError(
          "publisher-key-missing",
          "there is no key of the publisher '"
              + publisher
              + "' here; make one: symphony keys publisher new "
              + publisher);
    }
    Scheme scheme = keys.getLast().postQuantum().isPresent() ? Scheme.HYBRID : Scheme.ED25519;
    PublisherSigner signer = PublisherSigner.of(unlock(pem(publisher), passphrase), scheme);
    if (!signer.publicKey().equals(keys.getLast())) {
      throw new UserError(
          "key-file-malformed", "the private key of '" + publisher + "' is another");
    }
    return signer;
  }

  private String pem(String publisher) throws UserError, IOException {
    Path file = directory.resolve(publisher).resolve(PRIVATE);
    PrivateFiles.requirePrivate(file);
    return Files.readString(file, StandardCharsets.US_ASCII);
  }

  private static PrivateKey unlock(String pem, PassphraseSource source) throws UserError {
    if (PlainKey.isPlain(pem)) {
      return PlainKey.decode(pem);
    }
    try (Passphrase passphrase = source.get()) {
      return EncryptedKey.decrypt(pem, passphrase);
    }
  }
}
