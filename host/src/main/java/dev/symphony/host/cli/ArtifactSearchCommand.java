package dev.symphony.host.cli;

import dev.symphony.pit.artifact.ArtifactStore;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony artifact search}: artifacts by their words. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Finds artifacts in whose name or text all the words occur.")
final class ArtifactSearchCommand extends ArtifactCommand.OnStore {
  @Parameters(paramLabel = "WORD", description = "What to look for.", arity = "1..*")
  private List<String> words = List.of();

  ArtifactSearchCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws IOException {
    print(store.search(String.join(" ", words)));
    return ExitCode.OK;
  }
}
