package dev.symphony.host.cli;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.session.KeptPermissions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony permissions}. */
@Command(
    name = "permissions",
    mixinStandardHelpOptions = true,
    description =
        "Lists what extensions were allowed at run time for later runs, or takes it back.")
final class PermissionsCommand extends AtHome {
  @Option(
      names = "--forget",
      paramLabel = "PUBLISHER/NAME",
      description = "Take back what this extension was allowed; it has to ask again.")
  private Optional<String> forgotten = Optional.empty();

  PermissionsCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    Path directory = directory();
    KeptPermissions kept = KeptPermissions.in(directory);
    if (forgotten.isPresent()) {
      for (KeptPermissions.Entry gone : kept.forget(forgotten.get())) {
        HomeLog.note(
            directory, new SystemClock(), forgotten.get(), "permission-forgotten", gone.right());
      }
    }
    print(kept.all());
    return ExitCode.OK;
  }

  private void print(Map<String, List<KeptPermissions.Entry>> all) {
    Terminal terminal = terminal();
    if (wantsJson()) {
      Map<String, Object> map = new LinkedHashMap<>();
      all.forEach((name, entries) -> map.put(name, entries.stream().map(this::map).toList()));
      terminal.line(JsonText.compact(Map.of("permissions", map)));
    } else if (all.isEmpty()) {
      terminal.line("no extension was allowed anything for later runs");
    } else {
      all.forEach((name, entries) ->
          entries.forEach(e ->
              terminal.line(
                  name + "  " + e.right() + "  (" + e.span() + ", " + e.who() + ", " + e.since()
                      + ")")));
    }
  }

  private Map<String, Object> map(KeptPermissions.Entry entry) {
    return Map.of(
        "right", entry.right(),
        "span", entry.span(),
        "who", entry.who(),
        "since", entry.since());
  }
}
