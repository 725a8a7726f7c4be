package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.host.install.Installation;
import dev.symphony.host.install.Installation.Installed;
import dev.symphony.host.install.Place;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.Policies;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.Installer.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony install}: brings extensions into a home, after asking. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches extensions, verifies them, shows what they ask for, and installs them when you",
      "agree."
    },
    footer = {
      "",
      "Examples:",
      "  symphony install acme/word-count --from /srv/extensions",
      "  symphony install acme/word-count@1.2.0 --from registry.example.org --trust sha256:9f86...",
      "",
      "In front of a line: ! reads what is yours or reaches others, !! can carry data out."
    })
final class InstallCommand extends HomeCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "REF",
      description = "PUBLISHER/NAME, or PUBLISHER/NAME@VERSION.")
  private List<String> references = List.of();

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = "A directory or a registry, HOST[:PORT][/PREFIX] (default: the home).")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--trust",
      paramLabel = "FINGERPRINT",
      description = "The key of a publisher that is new here, as the publisher told you.")
  private Optional<String> fingerprint = Optional.empty();

  @Option(names = "--downgrade", description = "Go back to an older version.")
  private boolean downgrade;

  @Mixin private ConsentOptions consent = new ConsentOptions();

  InstallCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(Home opened) throws UserError, Refused {
    Place place =
        from.isPresent() ? Place.named(from.get(), surroundings().environment()) : Place.of(opened);
    Optional<Digest> expected =
        fingerprint.isPresent()
            ? Optional.of(TrustCommand.fingerprint(fingerprint.get()))
            : Optional.empty();
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    try (Decisions decisions = decisions(opened)) {
      Installation installation = installation(opened, decisions, consent);
      for (String reference : references) {
        Installed installed =
            installation.install(
                place,
                ExtensionReference.parse(reference),
                expected,
                downgrade ? Direction.ANY : Direction.FORWARD);
        lines.add(text(installed));
        objects.add(json(installed));
      }
    }
    return print(String.join("\n", lines), Map.of("installed", objects));
  }

  private Installation installation(Home opened, Decisions decisions, ConsentOptions options) {
    return installation(this, opened, decisions, options);
  }

  static Installation installation(
      HomeCommand command, Home opened, Decisions decisions, ConsentOptions options) {
    Terminal terminal = command.surroundings().terminal();
    return new Installation(
        HomeRegistry.of(opened, command.clock()::now),
        new Policies(
            PolicyPlace.of(Optional.of(opened.directory()), command.surroundings().environment()),
            Services.CATALOG,
            terminal::note),
        decisions,
        options.dialogue(terminal),
        command.clock());
  }

  static String text(Installed installed) {
    String what =
        switch (installed.result()) {
          case ACTIVE -> "active";
          case UNCHANGED -> "active, as before";
          case WAITING ->
              "waits for somebody to agree (symphony update --yes); "
                  + installed.record().active()
                  + " serves";
        };
    return installed.record().name() + "@" + installed.version() + "  " + what;
  }

  static Map<String, @Nullable Object> json(Installed installed) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("extension", installed.record().name().toString());
    map.put("version", installed.version().text());
    map.put("result", installed.result().name().toLowerCase(Locale.ROOT));
    map.put("active", installed.record().active().text());
    map.put("artifact", installed.record().activeVersion().artifact().text());
    return map;
  }
}
