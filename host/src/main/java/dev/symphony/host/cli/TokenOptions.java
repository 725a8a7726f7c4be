package dev.symphony.host.cli;

import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.token.TokenException;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.HolderKeys;
import dev.symphony.host.key.Passphrase;
import dev.symphony.host.session.PresentedToken;
import dev.symphony.host.token.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The tokens that a command presents for a guest. */
final class TokenOptions {
  @Option(
      names = "--token",
      paramLabel = "FILE",
      description = "A token of the home, which the guest gets the rights of; may be repeated.")
  private List<String> files = List.of();

  @Option(
      names = "--holder",
      paramLabel = "NAME",
      description = "The holder key of the home that the tokens are bound to.")
  private Optional<String> holder = Optional.empty();

  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  /** Whether there are none. */
  boolean isEmpty() {
    return files.isEmpty();
  }

  /** The tokens, with the holder's key when one was named. */
  List<PresentedToken> presented(Optional<Path> home, Surroundings surroundings) throws UserError {
    if (files.isEmpty()) {
      return List.of();
    }
    try {
      Optional<PrivateKey> key = key(surroundings.home(home), surroundings);
      List<PresentedToken> tokens = new ArrayList<>();
      for (String file : files) {
        tokens.add(new PresentedToken(TokenFile.read(file, surroundings.input()), key));
      }
      return tokens;
    } catch (TokenException e) {
      throw TokenCommand.error(e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "the holder key can't be read: " + e.getMessage(), e);
    }
  }

  private Optional<PrivateKey> key(Path home, Surroundings surroundings)
      throws UserError, IOException {
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    try (Passphrase secret = passphrase.source(surroundings).get()) {
      return Optional.of(
          new HolderKeys(Home.holderKeys(home), new SecureRandom()).unlock(holder.get(), secret));
    }
  }
}
