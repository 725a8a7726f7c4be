package dev.symphony.host.cli;

import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code symphony artifact verify}: whether everything is as it was stored. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks that every content is there and is what its digest says.")
final class ArtifactVerifyCommand extends ArtifactCommand.OnStore {
  ArtifactVerifyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws IOException {
    List<ContentDigest> damaged = store.damaged();
    List<ContentDigest> orphans = store.orphans();
    int all = store.facts().size();
    if (wantsJson()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("contents", (long) all);
      map.put("damaged", damaged.stream().map(ContentDigest::toString).toList());
      map.put("orphans", orphans.stream().map(ContentDigest::toString).toList());
      terminal().line(JsonText.compact(map));
    } else {
      damaged.forEach(digest -> terminal().line("damaged " + digest));
      orphans.forEach(digest -> terminal().line("orphan " + digest + " (no record leads to it)"));
      terminal().line(all + " contents, " + damaged.size() + " damaged");
    }
    return damaged.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
