package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Decisions;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony remove}: forgets installed extensions. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Removes installed extensions, and what came with them that nothing else needs. What they",
      "kept (key-value pairs, artifacts) stays, and so does the trust in their publishers."
    })
final class RemoveCommand extends HomeCommand {
  @Parameters(arity = "1..*", paramLabel = "REF", description = "PUBLISHER/NAME.")
  private List<String> references = List.of();

  RemoveCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void afterwards() throws UserError, IOException {
    tellServing(references);
  }

  @Override
  int run(Home opened) throws UserError, Refused {
    HomeRegistry home = HomeRegistry.of(opened, clock()::now);
    List<ExtensionName> names = new ArrayList<>();
    for (String reference : references) {
      names.add(ExtensionReference.parse(reference).name());
    }
    try (Decisions decisions = decisions(opened)) {
      home.installer().remove(names, publisher -> isOwn(opened, publisher));
      names.forEach(name -> decisions.note(name.toString(), "removed", ""));
    }
    return print("removed " + String.join(", ", references), Map.of("removed", references));
  }

  private boolean isOwn(Home opened, String publisher) {
    try {
      return !keys(opened).keys(publisher).isEmpty();
    } catch (IOException e) {
      // Keys that can't be read are keys: nothing is deleted that may be the person's own.
      return true;
    }
  }
}
