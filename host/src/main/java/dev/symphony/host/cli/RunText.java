package dev.symphony.host.cli;

import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs as their journals tell of them, for people and for machines. */
final class RunText {
  private RunText() {}

  /** How far a run has got; one that is on its way can't be told from an interrupted one. */
  static String status(RunHistory run) {
    return run.end().map(end -> end.status().name().toLowerCase(Locale.ROOT)).orElse("unfinished");
  }

  /** The nodes that are over with, without the items of nodes. */
  static List<NodeRecord> nodes(RunHistory run) {
    return run.settled().values().stream().filter(r -> !r.id().endsWith("]")).toList();
  }

  static String line(RunHistory run) {
    return String.format(
        Locale.ROOT,
        "%s  %-10s  %4d nodes  %s",
        run.header().id(),
        status(run),
        nodes(run).size(),
        run.header().workflow());
  }

  static Map<String, @Nullable Object> json(RunHistory run) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("run", run.header().id().text());
    map.put("workflow", run.header().workflow());
    map.put("begun", run.header().begun().toString());
    map.put("status", status(run));
    map.put("ended", run.end().map(end -> end.at().toString()).orElse(null));
    map.put("hosts", (long) run.epoch());
    map.put("settled", (long) nodes(run).size());
    return map;
  }

  static Map<String, @Nullable Object> whole(RunHistory run) {
    Map<String, @Nullable Object> map = json(run);
    List<@Nullable Object> nodes = new ArrayList<>();
    run.settled().values().forEach(record -> nodes.add(json(record)));
    map.put("nodes", nodes);
    return map;
  }

  private static Map<String, @Nullable Object> json(NodeRecord record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", record.id());
    switch (record.result()) {
      case NodeResult.Ran ran -> map.putAll(JsonText.of(ran.outcome()));
      case NodeResult.Skipped skipped -> map.put("outcome", "skipped");
    }
    map.put("attempts", (long) record.attempts());
    map.put("beginMs", record.begin().toMillis());
    map.put("elapsedMs", record.elapsed().toMillis());
    return map;
  }

  static String line(NodeRecord record) {
    return String.format(
        Locale.ROOT,
        "  %-32s %-10s %8.1f s  %d attempts",
        record.id(),
        record.result().id(),
        record.elapsed().toMillis() / 1000.0,
        record.attempts());
  }
}
