package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.host.key.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * A directory for the owner alone, with everything that a Conductor needs to come in: the socket, a
 * token, and the private key that the token is bound to. The root key that signs the token is made
 * for this one time, and never leaves the process.
 */
final class ConductorAccess implements AutoCloseable {
  private static final String SOCKET = "control.sock";
  private static final String TOKEN = "token.bc";
  private static final String HOLDER = "holder.key";

  private final Path directory;
  private final SecureRandom random;
  private final PrivateKey root;
  private final Bytes holder;

  private ConductorAccess(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
    this.root = PrivateKey.generate(Algorithm.ED25519, random);
    byte[] secret = new byte[PrivateKey.SECRET_LENGTH];
    random.nextBytes(secret);
    this.holder = Bytes.ofOwnedArray(secret);
  }

  /** Makes keys; the directory is made when it is missing. */
  static ConductorAccess create(Path directory, SecureRandom random) throws IOException {
    PrivateFiles.createDirectory(directory);
    return new ConductorAccess(directory, random);
  }

  /** Where everything is. */
  Path directory() {
    return directory;
  }

  /** The key that the token is bound to. */
  PublicKey holder() {
    return PrivateKey.of(Algorithm.ED25519, holder).publicKey();
  }

  /** The key that the token is verified with. */
  RootKeys roots() {
    return RootKeys.single(root.publicKey());
  }

  /** The socket to listen at. */
  Path socket() {
    return directory.resolve(SOCKET);
  }

  /** Signs the authority of the Conductor, and writes the token and the holder's private key. */
  void write(Block authority) throws IOException {
    UnverifiedToken token = UnverifiedToken.mint(root, authority, random);
    PrivateFiles.write(directory.resolve(TOKEN), token.serialize());
    PrivateFiles.write(
        directory.resolve(HOLDER), (holder.toHex() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Removes the files; the directory stays. */
  @Override
  public void close() throws IOException {
    for (String name : List.of(SOCKET, TOKEN, HOLDER)) {
      Files.deleteIfExists(directory.resolve(name));
    }
  }
}
