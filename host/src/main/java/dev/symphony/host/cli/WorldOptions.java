package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.auditing.WorldSource;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.policy.world.World;
import dev.symphony.policy.world.WorldDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which world an audit command asks about. */
final class WorldOptions {
  @Option(
      names = "--world",
      paramLabel = "PATH",
      description =
          "A file with a world, or an extension or workflow; repeatable (default: what the home has run).")
  private List<Path> places = List.of();

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "SET|FILE",
      description = "Decide with this set, whatever the world says.")
  private Optional<String> policy = Optional.empty();

  /** Reads the world; what the policy refuses in it is noted. */
  World read(Surroundings surroundings) throws UserError, IOException {
    WorldDraft.Built built =
        places.isEmpty()
            ? WorldSource.ofHome(surroundings.home(home))
            : source(surroundings).read(places);
    built.refused().forEach(line -> surroundings.terminal().note("refused: " + line));
    return built.world();
  }

  private WorldSource source(Surroundings surroundings) {
    return new WorldSource(
        policy.map(PolicyPlace::named),
        PolicyPlace.of(Optional.of(surroundings.home(home)), surroundings.environment()));
  }
}
