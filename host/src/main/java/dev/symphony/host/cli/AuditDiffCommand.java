package dev.symphony.host.cli;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.auditing.WorldSource;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.policy.PolicySchema;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.change.PolicyDifference;
import dev.symphony.policy.change.WorldDifference;
import dev.symphony.policy.world.World;
import dev.symphony.policy.world.WorldDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony audit diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Tells which authority a change adds and takes away, not just which lines it changes.",
    footer = {
      "",
      "Examples:",
      "  symphony audit diff default strict",
      "  symphony audit diff policy.cedar new-policy.cedar",
      "  symphony audit diff old/extension new/extension --in workflow",
      "",
      "Exit codes: 0 nothing is added, 1 something is added, 5 something could not be decided."
    })
final class AuditDiffCommand extends JsonCommand {

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "A policy set, an extension, a workflow, or a world.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "AFTER", description = "What takes its place.")
  private String after = "";

  @Option(
      names = "--in",
      paramLabel = "PATH",
      description = "What else is there: worlds, workflows or extensions; repeatable.")
  private List<Path> context = List.of();

  @Option(
      names = "--policy",
      paramLabel = "SET|FILE",
      description = "The set that decides what is granted (default: the one in force).")
  private Optional<String> policy = Optional.empty();

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  AuditDiffCommand(Surroundings surroundings) {
    super(surroundings);
  }

  /** What both kinds of comparison come to. */
  private record Result(List<String> added, List<String> removed, List<String> open) {}

  @Override
  public Integer call() throws UserError, IOException {
    Result result = isPolicy(before) && isPolicy(after) ? policies() : worlds();
    Terminal terminal = terminal();
    if (wantsJson()) {
      terminal.line(
          JsonText.compact(
              Map.of("added", result.added(), "removed", result.removed(), "open", result.open())));
    } else {
      result.added().forEach(line -> terminal.line("+ " + line));
      result.removed().forEach(line -> terminal.line("- " + line));
      result.open().forEach(line -> terminal.line("? " + line));
      terminal.note(result.added().size() + " added, " + result.removed().size() + " taken away");
    }
    if (!result.open().isEmpty()) {
      return ExitCode.ERROR;
    }
    return result.added().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static boolean isPolicy(String name) {
    return name.endsWith(".cedar")
        || PolicySource.shipped().stream().anyMatch(set -> set.name().equals(name));
  }

  private Result policies() throws UserError {
    try {
      PolicyDifference difference =
          PolicyDifference.between(
              PolicyPlace.named(before).read(),
              PolicyPlace.named(after).read(),
              PolicySchema.of(Services.CATALOG));
      return new Result(
          difference.widened().stream().map(Object::toString).toList(),
          difference.narrowed().stream().map(Object::toString).toList(),
          difference.open());
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  private Result worlds() throws UserError {
    WorldDifference difference =
        WorldDifference.between(world(before), world(after), Services.CATALOG);
    return new Result(
        difference.appears().stream().map(Object::toString).toList(),
        difference.disappears().stream().map(Object::toString).toList(),
        difference.open());
  }

  /** The changed part comes last, and takes the place of what has its name. */
  private World world(String changed) throws UserError {
    List<Path> places = new ArrayList<>(context);
    places.add(Path.of(changed));
    WorldDraft.Built built =
        new WorldSource(
                policy.map(PolicyPlace::named),
                PolicyPlace.of(
                    Optional.of(surroundings().home(home)), surroundings().environment()))
            .read(places);
    built.refused().forEach(line -> terminal().note("refused: " + line));
    return built.world();
  }
}
