package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.HolderKeys;
import dev.symphony.host.key.HolderKeys.HolderKey;
import dev.symphony.host.key.Passphrase;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code symphony keys holder}: the keys that tokens are bound to. */
@Command(
    name = "holder",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes and lists holder keys: a token bound to one is worth nothing without it.",
    footer = {
      "",
      "Examples:",
      "  symphony keys holder new build-server",
      "  symphony token mint --right 'clock.*' --holder \"$(symphony keys holder show build-server)\"",
      "  symphony eval --lang js a.js --token t.bc --holder build-server"
    })
final class HolderKeysCommand {
  private HolderKeysCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new HolderKeysCommand())
        .addSubcommand(new Create(surroundings))
        .addSubcommand(new Show(surroundings))
        .addSubcommand(new All(surroundings));
  }

  /** What all of them share. */
  private abstract static class OnHolders extends AtHome {
    OnHolders(Surroundings surroundings) {
      super(surroundings);
    }

    HolderKeys keys() {
      return new HolderKeys(Home.holderKeys(directory()), new SecureRandom());
    }

    int print(HolderKey key, String text) {
      terminal().line(wantsJson() ? JsonText.compact(fields(key)) : text);
      return ExitCode.OK;
    }

    static Map<String, String> fields(HolderKey key) {
      return Map.of("name", key.name(), "publicKey", key.publicKey().toString());
    }
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Makes a holder key, encrypted under a passphrase, and prints its public half.")
  private static final class Create extends OnHolders {
    @Parameters(paramLabel = "NAME", description = "Lower case letters, digits, hyphens.")
    private String name = "";

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Create(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      try (Home _ = Home.open(directory());
          Passphrase chosen = passphrase.source(surroundings()).choose()) {
        HolderKey made = keys().create(name, chosen);
        return print(made, made.publicKey().toString());
      }
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints the public half of a holder key; needs no passphrase.")
  private static final class Show extends OnHolders {
    @Parameters(paramLabel = "NAME", description = "The key.")
    private String name = "";

    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      HolderKey key = keys().key(name);
      return print(key, key.publicKey().toString());
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the holder keys; needs no passphrase.")
  private static final class All extends OnHolders {
    All(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError, IOException {
      List<HolderKey> all = keys().keys();
      Terminal terminal = surroundings().terminal();
      if (wantsJson()) {
        terminal.line(
            JsonText.compact(Map.of("keys", all.stream().map(OnHolders::fields).toList())));
      } else if (all.isEmpty()) {
        terminal.line("This home has no holder key yet; make one: symphony keys holder new NAME");
      } else {
        all.forEach(key -> terminal.line(key.publicKey() + "  " + key.name()));
      }
      return ExitCode.OK;
    }
  }
}
