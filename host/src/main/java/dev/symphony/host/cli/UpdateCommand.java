package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.host.install.Installation;
import dev.symphony.host.install.Installation.Installed;
import dev.symphony.host.install.Place;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.publication.BundleFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony update}: brings the newest versions of installed extensions. */
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches and verifies the newest versions of installed extensions. One that asks for nothing",
      "more than before is active at once; one that asks for more waits until you agree."
    },
    footer = {
      "",
      "Examples:",
      "  symphony update",
      "  symphony update acme/word-count --yes",
      "",
      "Marks: + new, ^ more than before, v less than before, - not any more, = as before."
    })
final class UpdateCommand extends HomeCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "REF",
      description = "PUBLISHER/NAME (default: all that are installed).")
  private List<String> references = List.of();

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = "A directory or a registry (default: where each one came from).")
  private Optional<String> from = Optional.empty();

  @Mixin private ConsentOptions consent = new ConsentOptions();

  private final Set<String> names = new HashSet<>();

  UpdateCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void afterwards() throws UserError, IOException {
    tellServing(names);
  }

  @Override
  int run(Home opened) throws UserError, Refused {
    HomeRegistry home = HomeRegistry.of(opened, clock()::now);
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    try (Decisions decisions = decisions(opened)) {
      Installation installation = InstallCommand.installation(this, opened, decisions, consent);
      for (InstalledExtension installed : chosen(home)) {
        if (from.isEmpty() && installed.place().endsWith(BundleFile.SUFFIX)) {
          lines.add(installed.name() + "  came from a file, and has no list of versions");
          continue;
        }
        Place place = Place.named(from.orElse(installed.place()), surroundings().environment());
        Installed updated = installation.update(installed, place);
        names.add(installed.name().toString());
        lines.add(InstallCommand.text(updated));
        objects.add(InstallCommand.json(updated));
      }
    }
    if (lines.isEmpty()) {
      lines.add("Nothing is installed here.");
    }
    return print(String.join("\n", lines), Map.of("updated", objects));
  }

  private List<InstalledExtension> chosen(HomeRegistry home) throws UserError, Refused {
    if (references.isEmpty()) {
      return home.installer().store().list();
    }
    List<InstalledExtension> chosen = new ArrayList<>();
    for (String reference : references) {
      chosen.add(home.installer().require(ExtensionReference.parse(reference).name()));
    }
    return chosen;
  }
}
