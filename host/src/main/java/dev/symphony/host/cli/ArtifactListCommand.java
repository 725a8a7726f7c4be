package dev.symphony.host.cli;

import dev.symphony.pit.artifact.ArtifactStore;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code symphony artifact list}: everything that was stored. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists every version of every artifact, the oldest first.")
final class ArtifactListCommand extends ArtifactCommand.OnStore {
  ArtifactListCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws IOException {
    print(store.records());
    return ExitCode.OK;
  }
}
