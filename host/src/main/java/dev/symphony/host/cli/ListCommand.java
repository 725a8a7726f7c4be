package dev.symphony.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.host.serve.ServeClient;
import dev.symphony.host.session.KnownExtensions;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.install.InstalledVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code symphony list}: the extensions that a home has installed, and those that it has run. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the extensions that this home has installed, with their versions, and those that it",
      "has run, with what they were granted."
    })
final class ListCommand extends HomeCommand {
  ListCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Home open(Path directory) throws UserError {
    return Home.look(directory);
  }

  @Override
  int run(Home opened) throws UserError, Refused, IOException {
    List<InstalledExtension> installed =
        HomeRegistry.of(opened, clock()::now).installer().store().list();
    Map<String, KnownExtensions.Entry> run = KnownExtensions.of(opened).entries();
    if (wantsJson()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("installed", installed.stream().map(ListCommand::json).toList());
      object.put("run", run);
      live().ifPresent(report -> object.put("live", report));
      surroundings().terminal().line(JsonText.ofRecords(object));
    } else {
      installed.forEach(this::print);
      print(run);
      print(live());
    }
    if (!wantsJson() && installed.isEmpty() && run.isEmpty()) {
      surroundings()
          .terminal()
          .line(
              "Nothing is installed here, and nothing has run; try:"
                  + " symphony run sample-extensions/hello-js");
    }
    return ExitCode.OK;
  }

  /** How the host that serves this home is, if one does. */
  private Optional<JsonNode> live() throws UserError, IOException {
    Optional<ServeClient> serving = ServeClient.connect(directory());
    if (serving.isEmpty()) {
      return Optional.empty();
    }
    try (ServeClient host = serving.get()) {
      return Optional.of(JsonText.tree(host.ask("{\"list\":true}")));
    }
  }

  private void print(Optional<JsonNode> live) {
    live.ifPresent(report -> {
      surroundings().terminal().line("served by the host " + report.path("pid") + ":");
      report
          .path("serving")
          .forEach(status -> surroundings().terminal().line("    " + ServedText.of(status)));
    });
  }

  private void print(InstalledExtension extension) {
    Terminal terminal = surroundings().terminal();
    terminal.line(
        extension.name() + "  " + extension.kind() + "  installed from " + extension.place());
    extension
        .versions()
        .values()
        .forEach(version ->
            terminal.line(
                "    %-9s %-12s %s"
                    .formatted(state(extension, version), version.version(), version.artifact())));
  }

  private static String state(InstalledExtension extension, InstalledVersion version) {
    if (!version.isApproved()) {
      return "waiting";
    }
    return version.version().equals(extension.active()) ? "active" : "kept";
  }

  private static Map<String, @Nullable Object> json(InstalledExtension extension) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("extension", extension.name().toString());
    map.put("kind", extension.kind());
    map.put("active", extension.active().text());
    map.put("place", extension.place());
    map.put(
        "versions",
        extension.versions().values().stream().map(version -> json(extension, version)).toList());
    return map;
  }

  private static Map<String, @Nullable Object> json(
      InstalledExtension extension, InstalledVersion version) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("version", version.version().text());
    map.put("state", state(extension, version));
    map.put("artifact", version.artifact().text());
    map.put("signer", version.signer().text());
    map.put("installed", version.installed().toString());
    map.put("approvedBy", version.approvedBy());
    map.put("rights", version.rights());
    return map;
  }

  private void print(Map<String, KnownExtensions.Entry> run) {
    Terminal terminal = surroundings().terminal();
    run.forEach((reference, entry) -> {
      terminal.line(reference + "  " + entry.kind() + "  last run " + entry.lastRun());
      terminal.line("    " + entry.digest());
      entry.granted().forEach(right -> terminal.line("    may " + right));
    });
  }
}
