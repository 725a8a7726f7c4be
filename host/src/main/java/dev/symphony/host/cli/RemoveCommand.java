package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony remove}: forgets installed extensions. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Removes installed extensions. What they kept (key-value pairs, artifacts) stays, and so",
      "does the trust in their publishers."
    })
final class RemoveCommand extends HomeCommand {
  @Parameters(arity = "1..*", paramLabel = "REF", description = "PUBLISHER/NAME.")
  private List<String> references = List.of();

  RemoveCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(Home opened) throws UserError, Refused {
    HomeRegistry home = HomeRegistry.of(opened, clock()::now);
    try (Decisions decisions = decisions(opened)) {
      for (String reference : references) {
        ExtensionName name = ExtensionReference.parse(reference).name();
        home.installer().require(name);
        home.installer().store().remove(name);
        decisions.record(name.toString(), "removed", "");
      }
    }
    return print("removed " + String.join(", ", references), Map.of("removed", references));
  }
}
