package dev.symphony.host.cli;

import dev.symphony.audit.revocation.FileRevocationLog;
import dev.symphony.capabilities.authority.AuthorityBlock;
import dev.symphony.capabilities.authority.CarriedGrant;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.Keyring;
import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.Revocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom a command trusts to have signed a token, and whom it asks about revocations. */
final class TrustOptions {
  @Option(
      names = "--public-key",
      paramLabel = "ALGORITHM/HEX",
      description =
          "The root key of whoever issued the token (default: the root keys of the home).")
  private Optional<String> publicKey = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The home whose root keys and revocations count (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  Path directory(Surroundings surroundings) {
    return surroundings.home(home);
  }

  /** Whether there are keys to verify with. */
  boolean hasKeys(Surroundings surroundings) throws UserError, IOException {
    return publicKey.isPresent() || !keyring(surroundings).keys().isEmpty();
  }

  private Keyring keyring(Surroundings surroundings) throws UserError, IOException {
    return Keyring.open(Home.keys(directory(surroundings)), new SecureRandom());
  }

  Verification verify(UnverifiedToken token, Surroundings surroundings)
      throws UserError, IOException {
    return TokenVerifier.of(rootKeys(surroundings)).verify(token);
  }

  private RootKeys rootKeys(Surroundings surroundings) throws UserError, IOException {
    if (publicKey.isPresent()) {
      return RootKeys.single(parse(publicKey.get()));
    }
    Keyring keyring = keyring(surroundings);
    if (keyring.keys().isEmpty()) {
      throw new UserError(
          "keyring-empty", "there is no root key to verify with; give --public-key or --home");
    }
    return keyring.rootKeys();
  }

  static PublicKey parse(String text) throws UserError {
    try {
      return PublicKey.parse(text);
    } catch (KeyException e) {
      throw new UserError(
          "usage-key",
          "'" + text + "' is no public key: " + e.getMessage() + "; write ed25519/HEX",
          e);
    }
  }

  /** Whether the home that was asked about has revoked the token, or what it was made from. */
  boolean isRevoked(VerifiedToken token, Surroundings surroundings) throws IOException {
    Path log = Home.revocations(directory(surroundings));
    if ((publicKey.isPresent() && home.isEmpty()) || !Files.exists(log)) {
      return false;
    }
    try (FileRevocationLog revocations = FileRevocationLog.open(log)) {
      return parts(token).stream().anyMatch(revocations::isRevoked);
    }
  }

  private static List<Revocation> parts(VerifiedToken token) {
    List<Revocation> parts = new ArrayList<>();
    token.revocationIds().forEach(id -> parts.add(new Revocation.OfBlock(id)));
    AuthorityBlock.read(token.contents().getFirst().block()).stream()
        .flatMap(authority -> authority.chain().stream())
        .map(CarriedGrant::id)
        .forEach(id -> parts.add(new Revocation.OfGrant(new GrantId(id))));
    return parts;
  }
}
