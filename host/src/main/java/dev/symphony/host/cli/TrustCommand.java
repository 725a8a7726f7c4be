package dev.symphony.host.cli;

import dev.symphony.capabilities.key.KeyException;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.trust.RevokedKey;
import dev.symphony.registry.trust.TrustFile;
import dev.symphony.registry.trust.TrustStore;
import dev.symphony.registry.trust.TrustedKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony trust}: whose signatures a home accepts. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists, adds, forgets and revokes the publishers' keys that this home accepts.",
    footer = {
      "",
      "Examples:",
      "  symphony trust list",
      "  symphony trust add acme ed25519/3b6a27bc...",
      "  symphony trust revoke sha256:9f86d081... --reason 'the laptop was stolen'",
      "",
      "Installing asks for the first key of a publisher by itself; see: symphony install --help"
    })
final class TrustCommand {
  private TrustCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new TrustCommand())
        .addSubcommand(new Show(surroundings))
        .addSubcommand(new Add(surroundings))
        .addSubcommand(new Forget(surroundings))
        .addSubcommand(new Revoke(surroundings));
  }

  /**
   * A fingerprint as people write it.
   *
   * @throws UserError {@code trust-fingerprint} when it is none
   */
  static Digest fingerprint(String text) throws UserError {
    String plain = text.strip();
    String whole = plain.startsWith("sha256:") ? plain : "sha256:" + plain;
    if (!Digest.isDigest(whole)) {
      throw new UserError(
          "trust-fingerprint", "'" + text + "' is not a fingerprint: sha256: and 64 digits");
    }
    return new Digest(whole);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the accepted keys of each publisher, and the revoked ones.")
  private static final class Show extends HomeCommand {
    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws Refused {
      TrustStore store = TrustFile.at(opened.trust()).load();
      List<String> lines = new ArrayList<>();
      List<Map<String, @Nullable Object>> objects = new ArrayList<>();
      store
          .publishers()
          .forEach((publisher, keys) ->
              keys.forEach(key -> {
                String state = store.isRevoked(key.key()) ? "revoked" : "accepted";
                lines.add(
                    publisher
                        + "  "
                        + key.key().fingerprint()
                        + "  "
                        + state
                        + "  since "
                        + key.since()
                        + " ("
                        + key.how()
                        + ")");
                objects.add(object(publisher, key, state));
              }));
      if (lines.isEmpty()) {
        lines.add("This home trusts nobody yet.");
      }
      return print(String.join("\n", lines), Map.of("keys", objects));
    }

    private static Map<String, @Nullable Object> object(
        String publisher, TrustedKey key, String state) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("publisher", publisher);
      map.put("fingerprint", key.key().fingerprint().text());
      map.put("publicKey", key.key().toString());
      map.put("state", state);
      map.put("since", key.since().toString());
      map.put("how", key.how());
      return map;
    }
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Accepts a key of a publisher, which you have from the publisher themselves.")
  private static final class Add extends HomeCommand {
    @Parameters(index = "0", paramLabel = "PUBLISHER", description = "Whose key.")
    private String publisher = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The public key, ed25519/HEX.")
    private String key = "";

    Add(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      PublisherKey parsed = parse();
      try (Decisions decisions = decisions(opened)) {
        TrustFile file = TrustFile.at(opened.trust());
        file.save(
            file.load()
                .trusting(
                    publisher,
                    new TrustedKey(parsed, clock().now(), "added by " + decisions.who())));
        decisions.note(publisher, "key-accepted", parsed.fingerprint().text());
        return print(
            "accepted " + parsed.fingerprint(), Map.of("accepted", parsed.fingerprint().text()));
      }
    }

    private PublisherKey parse() throws UserError {
      try {
        return PublisherKey.parse(key);
      } catch (KeyException e) {
        throw new UserError("usage-key", "'" + key + "' is not a public key: " + e.getMessage(), e);
      }
    }
  }

  @Command(
      name = "forget",
      mixinStandardHelpOptions = true,
      description = "Forgets the keys of a publisher; revoked ones stay revoked.")
  private static final class Forget extends HomeCommand {
    @Parameters(paramLabel = "PUBLISHER", description = "Whose keys.")
    private String publisher = "";

    Forget(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      try (Decisions decisions = decisions(opened)) {
        TrustFile file = TrustFile.at(opened.trust());
        file.save(file.load().forgetting(publisher));
        decisions.note(publisher, "keys-forgotten", "");
        return print("forgot " + publisher, Map.of("forgot", publisher));
      }
    }
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Refuses everything that a key signed or will sign, on this home.")
  private static final class Revoke extends HomeCommand {
    @Parameters(paramLabel = "FINGERPRINT", description = "Which key.")
    private String fingerprint = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in plain words.")
    private String reason = "revoked on this home";

    Revoke(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int run(Home opened) throws UserError, Refused, IOException {
      Digest key = fingerprint(fingerprint);
      try (Decisions decisions = decisions(opened)) {
        TrustFile file = TrustFile.at(opened.trust());
        file.save(file.load().revoking(new RevokedKey(key, clock().now(), reason)));
        decisions.note(key.text(), "key-revoked", reason);
        return print("revoked " + key, Map.of("revoked", key.text()));
      }
    }
  }
}
