package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony artifact lineage}: where an artifact comes from. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = "Shows what an artifact was made from, what was made from it, and who read it.")
final class ArtifactLineageCommand extends ArtifactCommand.OnStore {
  @Parameters(paramLabel = "ARTIFACT", description = "Its digest, NAME, or NAME@VERSION.")
  private String artifact = "";

  ArtifactLineageCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws UserError, IOException {
    ContentDigest digest = find(store, artifact);
    List<String> from = store.parents(digest).stream().map(ContentDigest::toString).toList();
    List<String> to = store.children(digest).stream().map(ContentDigest::toString).toList();
    List<String> readers =
        store.readers(digest).stream().map(read -> read.at() + " " + read.reader()).toList();
    if (wantsJson()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("digest", digest.toString());
      map.put("from", from);
      map.put("to", to);
      map.put("reads", readers);
      terminal().line(JsonText.compact(map));
    } else {
      terminal().line(digest.toString());
      from.forEach(parent -> terminal().line("  from " + parent));
      to.forEach(child -> terminal().line("  to   " + child));
      readers.forEach(read -> terminal().line("  read " + read));
    }
    return ExitCode.OK;
  }
}
