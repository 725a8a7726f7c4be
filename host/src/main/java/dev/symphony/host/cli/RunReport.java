package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.pit.artifact.ArtifactRecord;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.WorkflowResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the result of a workflow: its report, the artifacts that were made, what went wrong. */
final class RunReport {
  private final WorkflowResult result;
  private final List<ArtifactRecord> artifacts;
  private final Keeper store;

  RunReport(WorkflowResult result, List<ArtifactRecord> artifacts, Keeper store) {
    this.result = result;
    this.artifacts = List.copyOf(artifacts);
    this.store = store;
  }

  /** For people: the report itself, then where the artifacts are. */
  void text(Terminal terminal) {
    terminal.clearProgress();
    markdown().ifPresent(terminal::line);
    for (ArtifactRecord artifact : artifacts) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "artifact %s (%s, %,d bytes)%n  symphony artifact get %s --out FILE",
              artifact.name(),
              artifact.mediaType(),
              artifact.size(),
              artifact.name()));
    }
    OutcomePrinter outcomes = new OutcomePrinter(terminal);
    for (NodeRecord node : result.nodes().values()) {
      if (node.result() instanceof NodeResult.Ran ran) {
        outcomes.brief(node.id(), ran.outcome());
      }
    }
    terminal.note(
        String.format(
            Locale.ROOT,
            "%s in %.1f s (critical path: %s)",
            result.status().name().toLowerCase(Locale.ROOT),
            result.elapsed().toMillis() / 1000.0,
            String.join(" > ", result.criticalPath())));
  }

  private Optional<String> markdown() {
    return result
        .report()
        .map(report -> report.value())
        .map(value ->
            value instanceof Map<?, ?> map && map.get("markdown") instanceof String text
                ? text
                : JsonText.pretty(value));
  }

  /** For machines: everything, on one line. */
  void json(Terminal terminal) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("workflow", result.workflow());
    map.put("outcome", result.status().name().toLowerCase(Locale.ROOT));
    map.put("wallMs", result.elapsed().toMillis());
    map.put("criticalPath", result.criticalPath());
    map.put("report", result.report().map(report -> report.value()).orElse(null));
    List<@Nullable Object> made = new ArrayList<>();
    artifacts.forEach(artifact -> made.add(describe(artifact)));
    map.put("artifacts", made);
    Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
    result.nodes().forEach((id, node) -> nodes.put(id, describe(node)));
    map.put("nodes", nodes);
    terminal.line(JsonText.compact(map));
  }

  private static Map<String, Object> describe(ArtifactRecord artifact) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", artifact.name());
    map.put("mediaType", artifact.mediaType());
    map.put("digest", artifact.digest().toString());
    map.put("size", artifact.size());
    map.put("version", artifact.version());
    return map;
  }

  private static Map<String, @Nullable Object> describe(NodeRecord node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    switch (node.result()) {
      case NodeResult.Ran ran -> map.putAll(JsonText.of(ran.outcome()));
      case NodeResult.Skipped skipped -> map.put("outcome", "skipped");
    }
    map.remove("value");
    map.put("attempts", node.attempts());
    map.put("elapsedMs", node.elapsed().toMillis());
    return map;
  }

  /**
   * Copies the artifacts to {@code directory} under their names.
   *
   * @throws UserError {@code artifact-not-saved}
   */
  void save(Path directory) throws UserError {
    for (ArtifactRecord artifact : artifacts) {
      Path target = directory.resolve(artifact.name());
      try {
        Bytes content =
            store
                .get(artifact.digest().toString(), "operator")
                .orElseThrow(() -> new IOException("it is gone"));
        Files.createDirectories(target.getParent());
        Files.write(target, content.toArray());
      } catch (IOException e) {
        throw new UserError(
            "artifact-not-saved", "can't write " + target + ": " + e.getMessage(), e);
      }
    }
  }
}
