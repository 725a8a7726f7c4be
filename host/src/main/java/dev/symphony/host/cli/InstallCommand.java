package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.host.install.Installation;
import dev.symphony.host.install.Installation.Installed;
import dev.symphony.host.install.Place;
import dev.symphony.host.install.Wanted;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.Policies;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.publication.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
      "  symphony install word-count-1.2.0.symphony --trust sha256:9f86...",
      "  symphony install --all --from /srv/extensions --yes",
      "  symphony install acme/word-count@1.2.0 --from registry.example.org --trust sha256:9f86...",
      "",
      "In front of a line: ! reads what is yours or reaches others, !! can carry data out."
    })
final class InstallCommand extends HomeCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "REF|FILE",
      description = "PUBLISHER/NAME, PUBLISHER/NAME@VERSION, or a packed file.")
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

  @Option(names = "--all", description = "Everything that the directory of --from has.")
  private boolean all;

  @Option(names = "--downgrade", description = "Go back to an older version.")
  private boolean downgrade;

  @Mixin private ConsentOptions consent = new ConsentOptions();

  private final Set<String> names = new HashSet<>();

  InstallCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void afterwards() throws UserError, IOException {
    tellServing(names);
  }

  @Override
  int run(Home opened) throws UserError, Refused, IOException {
    Optional<Digest> expected =
        fingerprint.isPresent()
            ? Optional.of(TrustCommand.fingerprint(fingerprint.get()))
            : Optional.empty();
    List<Wanted> wanted = wanted(opened);
    List<Installed> installed;
    try (Decisions decisions = decisions(opened)) {
      installed =
          installation(this, opened, decisions, consent)
              .install(wanted, expected, downgrade ? Direction.ANY : Direction.FORWARD);
    }
    installed.forEach(one -> names.add(one.record().name().toString()));
    return print(
        installed.stream().map(InstallCommand::text).collect(Collectors.joining("\n")),
        Map.of("installed", installed.stream().map(InstallCommand::json).toList()));
  }

  private List<Wanted> wanted(Home opened) throws UserError, Refused, IOException {
    Place place =
        from.isPresent() ? Place.named(from.get(), surroundings().environment()) : Place.of(opened);
    List<Wanted> wanted = new ArrayList<>();
    for (String reference : references) {
      wanted.add(wanted(place, reference));
    }
    if (all) {
      for (ExtensionName name : place.extensions()) {
        wanted.add(
            new Wanted.Published(
                place.repository(name), new ExtensionReference(name, Optional.empty())));
      }
    }
    if (wanted.isEmpty()) {
      throw new UserError("usage-reference", "say what to install: REF, FILE, or --all");
    }
    return wanted;
  }

  private static Wanted wanted(Place place, String reference)
      throws UserError, Refused, IOException {
    Path file = Path.of(reference);
    if (Files.isRegularFile(file)) {
      return new Wanted.Packed(
          BundleFile.open(reference, Bytes.ofOwnedArray(Files.readAllBytes(file))));
    }
    ExtensionReference parsed = ExtensionReference.parse(reference);
    return new Wanted.Published(place.repository(parsed.name()), parsed);
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
