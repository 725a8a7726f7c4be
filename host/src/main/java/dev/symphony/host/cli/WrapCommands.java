package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.ArtifactKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code symphony keys wrap} and {@code unwrap}: the key of the artifacts under the root key. */
final class WrapCommands {
  private WrapCommands() {}

  /** What both share. */
  abstract static class OnKey extends AtHome {
    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    OnKey(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      try (Home home = Home.open(directory())) {
        String done =
            work(new ArtifactKey(home, passphrase.source(surroundings()), new SecureRandom()));
        HomeLog.note(directory(), new SystemClock(), "artifact key", done, "");
        terminal()
            .line(
                wantsJson()
                    ? JsonText.compact(Map.of("artifactKey", done))
                    : "The key of the artifacts is " + done + ".");
        return ExitCode.OK;
      }
    }

    abstract String work(ArtifactKey key) throws UserError, IOException;
  }

  @Command(
      name = "wrap",
      mixinStandardHelpOptions = true,
      description = {
        "Encrypts the key of the artifacts under the root key.",
        "From then on whatever uses artifacts needs SYMPHONY_PASSPHRASE; without it they are lost."
      })
  static final class Wrap extends OnKey {
    Wrap(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    String work(ArtifactKey key) throws UserError, IOException {
      return "wrapped by root key " + key.wrap();
    }
  }

  @Command(
      name = "unwrap",
      mixinStandardHelpOptions = true,
      description = "Keeps the key of the artifacts in a file for you alone, as it is at first.")
  static final class Unwrap extends OnKey {
    Unwrap(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    String work(ArtifactKey key) throws UserError, IOException {
      key.unwrap();
      return "unwrapped";
    }
  }
}
