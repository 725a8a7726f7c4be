package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.host.UserError;
import dev.symphony.host.auditing.UseLog;
import dev.symphony.host.auditing.WorldSource;
import dev.symphony.host.home.Home;
import dev.symphony.host.service.Services;
import dev.symphony.policy.change.Suggestion;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony audit suggest}. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = "Suggests the smallest rights and policies that admit what the log has seen.",
    footer = {
      "",
      "Every suggested right is proved to be no wider than what the extension has today."
    })
final class AuditSuggestCommand extends AtHome {
  @Parameters(
      arity = "0..1",
      paramLabel = "PUBLISHER/NAME",
      description = "Which extension (default: all).")
  private Optional<String> who = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "manifest|policy|unused",
      description = "What to print (default: manifest).")
  private Form form = Form.MANIFEST;

  /** What is printed. */
  enum Form {
    MANIFEST,
    POLICY,
    UNUSED
  }

  AuditSuggestCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    Path directory = directory();
    World world = WorldSource.ofHome(directory).world();
    List<Suggestion> suggestions = new ArrayList<>();
    try {
      UseLog log = UseLog.read(Home.audit(directory));
      for (Member member : world.members().values()) {
        if (who.map(member.name()::equals).orElse(true)) {
          suggestions.add(Suggestion.of(member, log.of(member.name()), Services.CATALOG));
        }
      }
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
    Terminal terminal = terminal();
    if (wantsJson()) {
      terminal.line(JsonText.compact(Map.of("extensions", maps(suggestions))));
    } else {
      suggestions.forEach(s -> terminal.line(text(s)));
    }
    return ExitCode.OK;
  }

  private String text(Suggestion suggestion) {
    return switch (form) {
      case MANIFEST -> suggestion.manifest();
      case POLICY -> suggestion.policy();
      case UNUSED ->
          suggestion.name()
              + (suggestion.unused().isEmpty()
                  ? " used everything it has"
                  : " never used " + String.join(", ", suggestion.unused()));
    };
  }

  private static List<Map<String, Object>> maps(List<Suggestion> suggestions) {
    return suggestions.stream()
        .map(s ->
            Map.<String, Object>of(
                "name", s.name(),
                "rights", s.rights().stream().map(Object::toString).toList(),
                "unused", s.unused()))
        .toList();
  }
}
