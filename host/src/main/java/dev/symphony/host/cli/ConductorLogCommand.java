package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.conductor.OnnxScoring;
import dev.symphony.host.conductor.Replay;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.home.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony conductor log}. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Exports the episode log of a home, or takes its decisions again.")
final class ConductorLogCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Copy it to a new file: JSON lines, for learning off line.")
  private Optional<Path> export = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "POLICY",
      description = {
        "Take every decision of this policy (a training, or its policy.onnx) again from what it",
        "saw, and tell which come out differently."
      })
  private Optional<Path> replay = Optional.empty();

  ConductorLogCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError, IOException {
    Path log = EpisodeFile.in(surroundings.home(home));
    if (!Files.exists(log)) {
      throw new UserError("conductor-no-episodes", "there is no episode log at " + log);
    }
    if (export.isPresent()) {
      Files.copy(log, export.get());
    }
    if (replay.isPresent()) {
      return replay(replay.get());
    }
    if (export.isEmpty()) {
      surroundings.terminal().line(log.toString());
    }
    return ExitCode.OK;
  }

  private int replay(Path policy) throws UserError, IOException {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        OnnxScoring scoring = OnnxScoring.open(policy, scratch.path().resolve("models"))) {
      Replay replayed = Replay.of(surroundings.home(home), scoring);
      surroundings
          .terminal()
          .line(
              "%d decisions come out the same, %d differently %s; %d damaged %s, %d of others"
                  .formatted(
                      replayed.same(),
                      replayed.different().size(),
                      replayed.different(),
                      replayed.damaged().size(),
                      replayed.damaged(),
                      replayed.others()));
      boolean sound = replayed.different().isEmpty() && replayed.damaged().isEmpty();
      return sound ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
