package dev.symphony.pit.workflow;

import java.util.ArrayList;
import java.util.List;

/** A workflow as a graph in the DOT language. */
public final class WorkflowGraph {
  private WorkflowGraph() {}

  /**
   * The text; hard dependencies are solid, others dashed, nodes for each item of a list folders.
   */
  public static String dot(Workflow workflow) {
    List<String> lines = new ArrayList<>();
    lines.add("digraph \"" + workflow.name() + "\" {");
    lines.add("  rankdir = LR;");
    for (Node node : workflow.nodes().values()) {
      String shape = node.turn().each().isPresent() ? "folder" : "box";
      String style = node.turn().when().isPresent() ? ", style = dashed" : "";
      lines.add("  \"" + node.id() + "\" [shape = " + shape + style + "];");
    }
    for (Node node : workflow.nodes().values()) {
      node.waits().needs().forEach(before -> lines.add(edge(before, node.id(), "")));
      node.waits()
          .after()
          .forEach(before -> lines.add(edge(before, node.id(), " [style = dashed]")));
      node.waits()
          .together()
          .forEach(peer -> lines.add(edge(peer, node.id(), " [style = dotted, dir = none]")));
    }
    lines.add("}");
    return String.join("\n", lines);
  }

  private static String edge(String from, String to, String style) {
    return "  \"" + from + "\" -> \"" + to + "\"" + style + ";";
  }
}
