package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Picture;
import dev.symphony.policy.world.Reach;
import dev.symphony.policy.world.Target;
import dev.symphony.policy.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony audit reach}. */
@Command(
    name = "reach",
    mixinStandardHelpOptions = true,
    description =
        "Shows what an extension can touch, or who can touch something, through others too.",
    footer = {
      "",
      "Examples:",
      "  symphony audit reach acme/reader",
      "  symphony audit reach --to 'http.request' --format html > who.html"
    })
final class AuditReachCommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Parameters(arity = "0..1", paramLabel = "PUBLISHER/NAME", description = "Who.")
  private Optional<String> who = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      description = "What: service, or service.operation:pattern, as 'files.read:secrets/**'.")
  private Optional<String> what = Optional.empty();

  @Mixin private WorldOptions world = new WorldOptions();

  @Option(
      names = "--format",
      paramLabel = "table|json|dot|mermaid|html",
      description = "How it is shown (default: table).")
  private Format format = Format.TABLE;

  /** How a result is shown. */
  enum Format {
    TABLE,
    JSON,
    DOT,
    MERMAID,
    HTML
  }

  AuditReachCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean wantsJson() {
    return format == Format.JSON;
  }

  @Override
  public Integer call() throws UserError, IOException {
    if (who.isPresent() == what.isPresent()) {
      throw new UserError("usage-reach", "say either whose reach, or --to what");
    }
    Authority authority = new Authority(read(), Services.CATALOG);
    List<Reach.Reached> reached = who.isPresent() ? of(who.get(), authority) : to(authority);
    String title =
        who.map(w -> "What " + w + " can touch").orElse("Who can touch " + what.orElse(""));
    surroundings.terminal().line(shown(reached, title));
    return ExitCode.OK;
  }

  private World read() throws UserError, IOException {
    return world.read(surroundings);
  }

  private static List<Reach.Reached> of(String name, Authority authority) throws UserError {
    if (authority.world().find(name).isEmpty()) {
      throw new UserError(
          "audit-no-extension",
          "there is no extension '"
              + name
              + "' in this world, which has "
              + String.join(", ", authority.world().members().keySet()));
    }
    return Reach.ofMember(name, authority);
  }

  private List<Reach.Reached> to(Authority authority) throws UserError {
    Target target;
    try {
      target = Target.parse(what.orElse(""));
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-reach", String.valueOf(e.getMessage()), e);
    }
    List<Reach.Reached> reached = new ArrayList<>();
    Reach.toTarget(target, authority)
        .forEach((name, ending) ->
            reached.add(
                new Reach.Reached(ending.way(), ending.touch().right(), ending.touch().held())));
    return reached;
  }

  private String shown(List<Reach.Reached> reached, String title) {
    return switch (format) {
      case TABLE -> table(reached, title);
      case JSON -> JsonText.compact(Map.of("title", title, "reached", maps(reached)));
      case DOT -> Picture.of(reached).dot();
      case MERMAID -> Picture.of(reached).mermaid();
      case HTML -> Picture.of(reached).html(title);
    };
  }

  private static String table(List<Reach.Reached> reached, String title) {
    StringBuilder text = new StringBuilder(title).append(":");
    if (reached.isEmpty()) {
      text.append(" nothing, nobody");
    }
    for (Reach.Reached one : reached) {
      text.append("\n  ").append(String.join(" -> ", one.way())).append("  ").append(one.held());
    }
    return text.toString();
  }

  private static List<Map<String, Object>> maps(List<Reach.Reached> reached) {
    return reached.stream()
        .map(one ->
            Map.<String, Object>of(
                "way", one.way(),
                "right", one.held().right().toString(),
                "chain", one.held().chain().stream().map(Object::toString).toList(),
                "source", one.held().source()))
        .toList();
  }
}
