package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.bench.architecture.ArchitectureDrawing;
import dev.symphony.host.bench.architecture.ArchitectureTable;
import dev.symphony.host.bench.architecture.ArchitectureTrial;
import dev.symphony.host.bench.architecture.Figure;
import dev.symphony.host.bench.architecture.FreshTrial;
import dev.symphony.host.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony bench architectures}: the same workloads in all five kernel architectures. */
@Command(
    name = "architectures",
    mixinStandardHelpOptions = true,
    description = "Measures the five kernel architectures side by side.",
    footer = {
      "",
      "Each is measured in a host of its own: latency of the Pit and of guests' calls, throughput,",
      "memory, start, trusted code, and what happens when a member is killed, stands still or is",
      "replaced. docs/architectures.md explains the figures."
    })
final class BenchArchitecturesCommand extends JsonCommand {
  @Option(names = "--only", paramLabel = "NAME", description = "One architecture, in this process.")
  private Optional<String> only = Optional.empty();

  @Option(names = "--short", description = "Do everything a few times only; measures nothing.")
  private boolean brief;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the figures there.")
  private Optional<Path> drawing = Optional.empty();

  BenchArchitecturesCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    List<Figure> figures = new ArrayList<>();
    if (only.isPresent()) {
      measure(Topology.named(only.get()), figures);
    } else {
      FreshTrial fresh = FreshTrial.ofThisCommand(surroundings().environment(), options());
      for (Topology topology : Topology.all()) {
        fresh.lines(topology).forEach(line -> reread(line, figures));
      }
    }
    ArchitectureTable table = new ArchitectureTable(figures);
    if (!wantsJson()) {
      table.lines().forEach(terminal()::line);
    }
    if (drawing.isPresent()) {
      draw(drawing.get(), table);
    }
    return ExitCode.OK;
  }

  private List<String> options() {
    return brief ? List.of("--json", "--short") : List.of("--json");
  }

  private void measure(Topology topology, List<Figure> figures) {
    ArchitectureTrial.Pace pace =
        brief ? ArchitectureTrial.Pace.SHORT : ArchitectureTrial.Pace.FULL;
    new ArchitectureTrial(
            topology, pace, surroundings().environment(), figure -> take(figure, figures))
        .run();
  }

  private void take(Figure figure, List<Figure> figures) {
    figures.add(figure);
    if (wantsJson()) {
      terminal().line(JsonText.compact(figure.members()));
    }
  }

  private void reread(String line, List<Figure> figures) {
    try {
      if (JsonText.parse(line) instanceof Map<?, ?> members) {
        take(Figure.of(members), figures);
      }
    } catch (UserError e) {
      terminal().note("not a figure: " + line);
    }
  }

  private static void draw(Path file, ArchitectureTable table) throws UserError {
    try {
      Files.writeString(file, ArchitectureDrawing.of(table));
    } catch (IOException e) {
      throw new UserError("file-unwritable", "can't write " + file + ": " + e.getMessage(), e);
    }
  }
}
