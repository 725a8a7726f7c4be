package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.ArtifactKey;
import dev.symphony.host.key.Keyring;
import dev.symphony.host.key.Passphrase;
import dev.symphony.host.key.PassphraseSource;
import dev.symphony.host.key.RootKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony keys}: the root keys that the tokens of a home are signed with. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes, lists, rotates, retires and exports the root keys of a home.",
    footer = {
      "",
      "Examples:",
      "  symphony keys new --passphrase-file pass.txt",
      "  symphony keys list --json",
      "  symphony keys rotate",
      "  symphony keys retire 1",
      "  symphony keys export > root.pub",
      "  symphony keys holder new build-server      (a key to bind tokens to)",
      "  symphony keys wrap                         (the key of the artifacts, docs/artifacts.md)",
      "",
      "Private keys are kept as encrypted PKCS#8; a lost passphrase costs the key, not the home:",
      "rotate, retire the lost key, and mint its tokens again (docs/tokens.md)."
    })
final class KeysCommand {
  private KeysCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new Create(surroundings))
        .addSubcommand(new Show(surroundings))
        .addSubcommand(new Rotate(surroundings))
        .addSubcommand(new Retire(surroundings))
        .addSubcommand(new Export(surroundings))
        .addSubcommand(new WrapCommands.Wrap(surroundings))
        .addSubcommand(new WrapCommands.Unwrap(surroundings))
        .addSubcommand(PublisherKeysCommand.line(surroundings))
        .addSubcommand(HolderKeysCommand.line(surroundings));
  }

  /** What all of them share: a home, and how to print. */
  private abstract static class OnKeyring extends AtHome {
    OnKeyring(Surroundings surroundings) {
      super(surroundings);
    }

    Keyring keyring() throws UserError, IOException {
      return Keyring.open(Home.keys(directory()), new SecureRandom());
    }

    /** Records what was done to a key in the audit log. */
    RootKey noted(String decision, RootKey key) throws UserError {
      HomeLog.note(
          directory(),
          new SystemClock(),
          "root key " + key.id(),
          decision,
          key.publicKey().toString());
      return key;
    }

    int print(RootKey key) {
      terminal().line(wantsJson() ? JsonText.compact(json(key)) : text(key));
      return ExitCode.OK;
    }

    static String text(RootKey key) {
      return "%d  %-9s  %s  since %s"
          .formatted(key.id(), key.state().label(), key.publicKey(), key.since());
    }

    static Map<String, @Nullable Object> json(RootKey key) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("id", (long) key.id());
      map.put("state", key.state().label());
      map.put("publicKey", key.publicKey().toString());
      map.put("since", key.since().toString());
      return map;
    }
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Makes the first root key of a home, encrypted under a passphrase.")
  private static final class Create extends OnKeyring {
    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Create(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      try (Home _ = Home.open(directory());
          Passphrase chosen = passphrase.source(surroundings()).choose()) {
        return print(noted("made", keyring().create(chosen, new SystemClock().now())));
      }
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the root keys; needs no passphrase.")
  private static final class Show extends OnKeyring {
    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      List<RootKey> keys = keyring().keys();
      Terminal terminal = surroundings().terminal();
      if (wantsJson()) {
        terminal.line(
            JsonText.compact(Map.of("keys", keys.stream().map(OnKeyring::json).toList())));
      } else if (keys.isEmpty()) {
        terminal.line("This home has no root key yet; make one: symphony keys new");
      } else {
        keys.forEach(key -> terminal.line(text(key)));
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a new root key that signs from now on; the one before it verifies until it is retired.",
        "The passphrase is that of the new key; the old one is not needed."
      })
  private static final class Rotate extends OnKeyring {
    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Rotate(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      PassphraseSource source = passphrase.source(surroundings());
      try (Home home = Home.open(directory());
          Passphrase chosen = source.choose()) {
        new ArtifactKey(home, source, new SecureRandom()).requireUnwrapped();
        return print(noted("rotated-in", keyring().rotate(chosen, new SystemClock().now())));
      }
    }
  }

  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description = "Retires a root key: no token that it signed is accepted any more.")
  private static final class Retire extends OnKeyring {
    @Parameters(paramLabel = "ID", description = "The number of the key.")
    private int id;

    Retire(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      try (Home _ = Home.open(directory())) {
        return print(noted("retired", keyring().retire(id)));
      }
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints a public key, for others to verify tokens with.")
  private static final class Export extends OnKeyring {
    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        description = "The key (default: the one that signs).")
    private Optional<Integer> id = Optional.empty();

    @Option(
        names = "--encrypted",
        description = "Print the private key instead, encrypted as it is kept: for a backup.")
    private boolean encrypted;

    Export(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      Keyring keyring = keyring();
      RootKey key = id.isPresent() ? keyring.key(id.get()) : keyring.requireActive();
      Map<String, @Nullable Object> map = json(key);
      String text = key.publicKey().toString();
      if (encrypted) {
        text = keyring.encrypted(key.id()).strip();
        map.put("encryptedPrivateKey", text);
      }
      surroundings().terminal().line(wantsJson() ? JsonText.compact(map) : text);
      return ExitCode.OK;
    }
  }
}
