package dev.symphony.host.cli;

import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.host.UserError;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony artifact put}: a file becomes an artifact. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = "Stores a file as a new version of an artifact, whatever its size.")
final class ArtifactPutCommand extends ArtifactCommand.OnStore {
  private static final long MAX_BYTES = 64L << 30;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name (default: that of the file).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "The media type (default: what the name suggests).")
  private Optional<String> type = Optional.empty();

  ArtifactPutCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(ArtifactStore store) throws UserError, IOException {
    String given = name.orElseGet(() -> String.valueOf(file.getFileName()));
    if (ResourcePath.canonical(given).isEmpty()) {
      throw new UserError("artifact-name", "'" + given + "' is no relative path");
    }
    try (InputStream content = Files.newInputStream(file)) {
      String media = type.orElseGet(() -> mediaType(given));
      print(List.of(store.put(new Draft(PERSON, given, media, Set.of()), content, MAX_BYTES)));
      return ExitCode.OK;
    } catch (NoSuchFileException e) {
      throw new UserError("file-unreadable", "there is no file " + file, e);
    }
  }

  private static String mediaType(String name) {
    return Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
        .orElse(name.endsWith(".md") ? "text/markdown" : "application/octet-stream");
  }
}
