package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Mark;
import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony artifact hold}: holds, which keep contents from being deleted. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = "Puts an artifact under a hold, so that it is never deleted.")
final class ArtifactHoldCommand extends ArtifactCommand.OnStore {
  @Parameters(paramLabel = "ARTIFACT", description = "Its digest, NAME, or NAME@VERSION.")
  private String artifact = "";

  @Option(names = "--release", description = "Take the hold away instead.")
  private boolean release;

  ArtifactHoldCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws UserError, IOException {
    ContentDigest digest = find(store, artifact);
    if (!store.mark(digest, Mark.HELD, release ? 0 : 1)) {
      throw unknown(artifact);
    }
    terminal().line((release ? "released " : "held ") + digest);
    return ExitCode.OK;
  }
}
