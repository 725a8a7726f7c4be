package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony artifact get}: an artifact becomes a file. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Writes the content of an artifact to a file, whole or in part.")
final class ArtifactGetCommand extends ArtifactCommand.OnStore {
  @Parameters(paramLabel = "ARTIFACT", description = "Its digest, NAME, or NAME@VERSION.")
  private String artifact = "";

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "A new file.")
  private Path out = Path.of("");

  @Option(names = "--offset", paramLabel = "N", description = "Where to begin (default: 0).")
  private long offset;

  @Option(names = "--length", paramLabel = "N", description = "How many bytes (default: all).")
  private Optional<Long> length = Optional.empty();

  ArtifactGetCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws UserError, IOException {
    ContentDigest digest = find(store, artifact);
    if (Files.exists(out)) {
      throw new UserError("file-unwritable", out + " is there already");
    }
    boolean done = false;
    try (OutputStream to = created()) {
      if (!write(store, digest, to)) {
        throw unknown(artifact);
      }
      done = true;
    } catch (ContentCorruptException e) {
      throw new UserError("artifact-corrupt", String.valueOf(e.getMessage()), e);
    } finally {
      if (!done) {
        Files.deleteIfExists(out);
      }
    }
    terminal().note("wrote " + Files.size(out) + " bytes to " + out);
    return ExitCode.OK;
  }

  private OutputStream created() throws IOException {
    return Files.newOutputStream(out, StandardOpenOption.CREATE_NEW);
  }

  private boolean write(ArtifactStore store, ContentDigest digest, OutputStream to)
      throws IOException {
    return (offset == 0 && length.isEmpty())
        ? store.copy(digest, PERSON, to)
        : store.range(digest, PERSON, Math.max(0, offset), length.orElse(Long.MAX_VALUE), to);
  }
}
