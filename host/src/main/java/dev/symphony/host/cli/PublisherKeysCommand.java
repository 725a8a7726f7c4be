package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.key.Passphrase;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner.Scheme;
import dev.symphony.registry.trust.RevokedKey;
import dev.symphony.registry.trust.TrustFile;
import dev.symphony.registry.trust.TrustedKey;
import java.io.IOException;
import java.util.ArrayList;
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

/** {@code symphony keys publisher}: the keys that a home publishes with. */
@Command(
    name = "publisher",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes, lists, rotates and revokes the keys that extensions are signed with.",
    footer = {
      "",
      "Examples:",
      "  symphony keys publisher new acme",
      "  symphony keys publisher list",
      "  symphony keys publisher rotate acme",
      "",
      "Tell others the fingerprint by another way than the registry: it is what they compare."
    })
final class PublisherKeysCommand {
  private PublisherKeysCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new PublisherKeysCommand())
        .addSubcommand(new Create(surroundings))
        .addSubcommand(new Show(surroundings))
        .addSubcommand(new Rotate(surroundings))
        .addSubcommand(new Revoke(surroundings));
  }

  private static Map<String, @Nullable Object> json(String publisher, PublisherKey key) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("publisher", publisher);
    map.put("fingerprint", key.fingerprint().text());
    map.put("publicKey", key.toString());
    return map;
  }

  private static String text(String publisher, PublisherKey key) {
    return publisher
        + "  "
        + key.fingerprint()
        + (key.postQuantum().isPresent() ? "  Ed25519 + ML-DSA-65" : "  Ed25519");
  }

  /** What the owner of a key has to do anyway: trust it. */
  private static void trust(Home opened, Decisions decisions, String publisher, TrustedKey key)
      throws UserError, Refused {
    TrustFile file = TrustFile.at(opened.trust());
    file.save(file.load().trusting(publisher, key));
    decisions.note(publisher, "key-made", key.key().fingerprint().text());
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Makes the key of a publisher, encrypted under a passphrase.")
  private static final class Create extends HomeCommand {
    @Parameters(paramLabel = "PUBLISHER", description = "The name in your manifests.")
    private String publisher = "";

    @Option(names = "--hybrid", description = "Sign with ML-DSA-65 as well as with Ed25519.")
    private boolean hybrid;

    @Option(
        names = "--no-passphrase",
        description = "Leave the private key open in its file, for you alone to read.")
    private boolean open;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Create(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      if (ExtensionName.parse(publisher + "/x").isEmpty()) {
        throw new UserError(
            "usage-reference",
            "'" + publisher + "' is not a publisher: lower case letters, digits, hyphens, dots");
      }
      try (Decisions decisions = decisions(opened)) {
        PublisherKey key = make(opened);
        trust(opened, decisions, publisher, new TrustedKey(key, clock().now(), "own key"));
        return print(text(publisher, key), json(publisher, key));
      }
    }

    private PublisherKey make(Home opened) throws UserError, IOException {
      Scheme scheme = hybrid ? Scheme.HYBRID : Scheme.ED25519;
      PublisherKeys keys = keys(opened);
      if (open) {
        return keys.create(publisher, scheme, Optional.empty()).publicKey();
      }
      try (Passphrase chosen = passphrase.source(surroundings()).choose()) {
        return keys.create(publisher, scheme, Optional.of(chosen)).publicKey();
      }
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the keys that this home publishes with, the latest one of each last.")
  private static final class Show extends HomeCommand {
    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      PublisherKeys keys = keys(opened);
      List<String> lines = new ArrayList<>();
      List<Map<String, @Nullable Object>> objects = new ArrayList<>();
      for (String publisher : keys.publishers()) {
        for (PublisherKey key : keys.keys(publisher)) {
          lines.add(text(publisher, key));
          objects.add(json(publisher, key));
        }
      }
      if (lines.isEmpty()) {
        lines.add("This home has no publisher's key; make one: symphony keys publisher new NAME");
      }
      return print(String.join("\n", lines), Map.of("keys", objects));
    }
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Replaces the key of a publisher. The old key signs for the new one, so that those who",
        "trust the old one follow by themselves; publish or renew to let them know."
      })
  private static final class Rotate extends HomeCommand {
    @Parameters(paramLabel = "PUBLISHER", description = "Whose key.")
    private String publisher = "";

    @Option(names = "--hybrid", description = "Sign with ML-DSA-65 as well as with Ed25519.")
    private boolean hybrid;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Rotate(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      try (Decisions decisions = decisions(opened)) {
        PublisherKey key =
            keys(opened)
                .rotate(
                    publisher,
                    hybrid ? Scheme.HYBRID : Scheme.ED25519,
                    passphrase.source(surroundings()),
                    clock().now())
                .publicKey();
        trust(opened, decisions, publisher, new TrustedKey(key, clock().now(), "own key"));
        return print(text(publisher, key), json(publisher, key));
      }
    }
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = {
        "Says that a key of a publisher is not to be trusted any more, signed by the latest key.",
        "Others learn of it with the next version that you publish, or when you renew a list."
      })
  private static final class Revoke extends HomeCommand {
    @Parameters(index = "0", paramLabel = "PUBLISHER", description = "Whose key.")
    private String publisher = "";

    @Parameters(index = "1", paramLabel = "FINGERPRINT", description = "Which key.")
    private String fingerprint = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in plain words.")
    private String reason = "the publisher revoked it";

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Revoke(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      Digest key = TrustCommand.fingerprint(fingerprint);
      try (Decisions decisions = decisions(opened)) {
        keys(opened)
            .revoke(publisher, key, reason, passphrase.source(surroundings()), clock().now());
        TrustFile file = TrustFile.at(opened.trust());
        file.save(file.load().revoking(new RevokedKey(key, clock().now(), reason)));
        decisions.note(publisher, "key-revoked", key.text());
        return print("revoked " + key, Map.of("revoked", key.text()));
      }
    }
  }
}
