package dev.symphony.host.cli;

import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.RunEvent;
import dev.symphony.pit.workflow.RunListener;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Shows on standard error how far a run is. */
final class RunProgress implements RunListener {
  private final Terminal terminal;
  private final int nodes;
  private final Set<String> running = new TreeSet<>();

  RunProgress(Terminal terminal, int nodes) {
    this.terminal = terminal;
    this.nodes = nodes;
  }

  @Override
  public void on(RunEvent event) {
    switch (event) {
      case RunEvent.Began began -> {}
      case RunEvent.AttemptStarted started -> running.add(started.unit());
      case RunEvent.RetryPlanned retry ->
          note(retry.unit() + ": " + retry.outcome().id() + ", another attempt follows");
      case RunEvent.Expanded expanded -> {}
      case RunEvent.ItemSettled item -> running.remove(item.item().id());
      case RunEvent.NodeSettled settled -> {
        running.remove(settled.node().id());
        note(line(settled.node(), settled.settled()));
      }
      case RunEvent.Finished finished -> {}
    }
    if (!running.isEmpty()) {
      terminal.progress("  running: " + String.join(", ", running));
    }
  }

  private void note(String text) {
    terminal.clearProgress();
    terminal.note(text);
  }

  private String line(NodeRecord node, int settled) {
    String mark = node.result().completed() ? terminal.green("ok") : terminal.red("--");
    String how =
        switch (node.result()) {
          case NodeResult.Ran ran -> ran.outcome().id();
          case NodeResult.Skipped skipped -> "skipped";
        };
    return String.format(
        Locale.ROOT,
        "[%d/%d] %s %-20s %-10s %.1f s",
        settled,
        nodes,
        mark,
        node.id(),
        how,
        node.elapsed().toMillis() / 1000.0);
  }
}
