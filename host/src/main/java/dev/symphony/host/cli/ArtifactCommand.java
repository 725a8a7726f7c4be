package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.ArtifactKey;
import dev.symphony.pit.artifact.ArtifactRecord;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code symphony artifact}: what extensions made, and what people put beside it. */
@Command(
    name = "artifact",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Stores, finds, reads, checks and holds artifacts.",
    footer = {
      "",
      "Examples:",
      "  symphony artifact list",
      "  symphony artifact get code-health.html --out report.html",
      "  symphony artifact search 'duplicated lines'",
      "  symphony artifact lineage sha256:...",
      "  symphony artifact put notes.md --name notes/one.md --type text/markdown",
      "  symphony artifact hold report.html --release",
      "  symphony artifact verify",
      "",
      "An artifact is named by its digest, by its name (the latest version), or as NAME@VERSION."
    })
final class ArtifactCommand {
  private ArtifactCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new ArtifactCommand())
        .addSubcommand(new ArtifactPutCommand(surroundings))
        .addSubcommand(new ArtifactGetCommand(surroundings))
        .addSubcommand(new ArtifactListCommand(surroundings))
        .addSubcommand(new ArtifactSearchCommand(surroundings))
        .addSubcommand(new ArtifactLineageCommand(surroundings))
        .addSubcommand(new ArtifactVerifyCommand(surroundings))
        .addSubcommand(new ArtifactHoldCommand(surroundings))
        .addSubcommand(new ArtifactSweepCommand(surroundings));
  }

  /** What all of them share: the store of a home, and how to print. */
  abstract static class OnStore extends AtHome {
    /** Who reads and writes, in the records of the store. */
    static final String PERSON = "operator";

    private static final long MAX_TOTAL_BYTES = 64L << 30;

    OnStore(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws UserError {
      try (Home opened = Home.open(directory());
          ArtifactStore store = open(opened)) {
        return work(store);
      } catch (IOException e) {
        throw new UserError("home-unusable", "the artifacts can't be used: " + e.getMessage(), e);
      }
    }

    private ArtifactStore open(Home home) throws UserError, IOException {
      SecureRandom random = new SecureRandom();
      return ArtifactStore.open(
          home.artifacts(),
          new ArtifactStore.Settings(
              new ArtifactKey(home, new PassphraseOption().source(surroundings()), random).open(),
              random,
              MAX_TOTAL_BYTES,
              new SystemClock()::now));
    }

    abstract int work(ArtifactStore store) throws UserError, IOException;

    void print(List<ArtifactRecord> records) {
      if (wantsJson()) {
        terminal().line(JsonText.compact(records.stream().map(OnStore::json).toList()));
      } else {
        records.forEach(record -> terminal().line(text(record)));
      }
    }

    private static String text(ArtifactRecord record) {
      return "%s  %-36s %10d bytes  %s  %s"
          .formatted(
              record.at(),
              record.name() + "@" + record.version(),
              record.size(),
              record.digest(),
              record.by());
    }

    static Map<String, @Nullable Object> json(ArtifactRecord record) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", record.name());
      map.put("version", record.version());
      map.put("digest", record.digest().toString());
      map.put("size", record.size());
      map.put("mediaType", record.mediaType());
      map.put("by", record.by());
      map.put("at", record.at().toString());
      return map;
    }

    /** The content that a person means: by digest, name, or name and version. */
    static ContentDigest find(ArtifactStore store, String text) throws UserError, IOException {
      Optional<ContentDigest> digest = ContentDigest.parse(text);
      if (digest.isPresent()) {
        return digest.get();
      }
      int at = text.lastIndexOf('@');
      boolean versioned = at > 0 && text.substring(at + 1).matches("[0-9]{1,9}");
      String name = versioned ? text.substring(0, at) : text;
      return store.named(name).stream()
          .filter(r -> !versioned || r.version() == Long.parseLong(text.substring(at + 1)))
          .findFirst()
          .map(ArtifactRecord::digest)
          .orElseThrow(() -> unknown(text));
    }

    static UserError unknown(String text) {
      return new UserError(
          "artifact-unknown", "there is no artifact '" + text + "'; see: symphony artifact list");
    }
  }
}
