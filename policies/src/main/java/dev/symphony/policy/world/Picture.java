package dev.symphony.policy.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody comes to, as a picture: extensions and rights, joined by calls and grants.
 *
 * @param arrows each from one node to another
 */
public record Picture(Set<Arrow> arrows) {
  private static final int COLUMN = 320;
  private static final int ROW = 44;

  /** An arrow between two nodes, with what it stands for. */
  public record Arrow(Node from, Node to, String label) {}

  /** An extension or a right. */
  public record Node(String text, Kind kind) {}

  /** What a node is. */
  public enum Kind {
    EXTENSION,
    RIGHT
  }

  public Picture {
    arrows = new LinkedHashSet<>(arrows);
  }

  /** The picture of all ways in {@code reached}. */
  public static Picture of(List<Reach.Reached> reached) {
    Set<Arrow> arrows = new LinkedHashSet<>();
    for (Reach.Reached one : reached) {
      for (int i = 1; i < one.way().size(); i++) {
        arrows.add(
            new Arrow(extension(one.way().get(i - 1)), extension(one.way().get(i)), "calls"));
      }
      arrows.add(
          new Arrow(
              extension(one.way().getLast()),
              new Node(one.held().right().toString(), Kind.RIGHT),
              "holds"));
    }
    return new Picture(arrows);
  }

  private static Node extension(String name) {
    return new Node(name, Kind.EXTENSION);
  }

  private List<Node> nodes() {
    Set<Node> nodes = new LinkedHashSet<>();
    arrows.forEach(arrow -> {
      nodes.add(arrow.from());
      nodes.add(arrow.to());
    });
    return List.copyOf(nodes);
  }

  /** The picture for Graphviz. */
  public String dot() {
    StringBuilder text = new StringBuilder("digraph authority {\n  rankdir=LR;\n");
    for (Node node : nodes()) {
      text.append("  ")
          .append(quoted(node.text()))
          .append(node.kind() == Kind.RIGHT ? " [shape=box];\n" : ";\n");
    }
    arrows.forEach(arrow ->
        text.append("  ")
            .append(quoted(arrow.from().text()))
            .append(" -> ")
            .append(quoted(arrow.to().text()))
            .append(" [label=")
            .append(quoted(arrow.label()))
            .append("];\n"));
    return text.append("}\n").toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The picture for Mermaid. */
  public String mermaid() {
    List<Node> nodes = nodes();
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (int i = 0; i < nodes.size(); i++) {
      String label = '"' + escaped(nodes.get(i).text()) + '"';
      text.append("  n").append(i);
      text.append(nodes.get(i).kind() == Kind.RIGHT ? "[" + label + "]\n" : "([" + label + "])\n");
    }
    arrows.forEach(arrow ->
        text.append("  n")
            .append(nodes.indexOf(arrow.from()))
            .append(" -->|")
            .append(arrow.label())
            .append("| n")
            .append(nodes.indexOf(arrow.to()))
            .append('\n'));
    return text.toString();
  }

  /** A page that needs nothing else, with the picture in it. */
  public String html(String title) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escaped(title)
        + "</title><style>body{font-family:sans-serif;margin:2em}text{font:13px monospace}</style>"
        + "</head><body><h1>"
        + escaped(title)
        + "</h1>\n"
        + svg()
        + "</body></html>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Nodes stand in columns, each one column right of the first that points at it. */
  private String svg() {
    SortedMap<Integer, List<Node>> columns = new TreeMap<>();
    for (Node node : nodes()) {
      columns.computeIfAbsent(column(node), c -> new ArrayList<>()).add(node);
    }
    int height = columns.values().stream().mapToInt(List::size).max().orElse(1) * ROW + ROW;
    StringBuilder svg =
        new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
            .append((columns.size() + 1) * COLUMN)
            .append("\" height=\"")
            .append(height)
            .append("\">\n");
    arrows.forEach(arrow -> svg.append(line(arrow, columns)));
    columns.forEach((column, members) -> {
      for (int row = 0; row < members.size(); row++) {
        svg.append(box(members.get(row), column, row));
      }
    });
    return svg.append("</svg>\n").toString();
  }

  private int column(Node node) {
    List<Node> nodes = nodes();
    for (Arrow arrow : arrows) {
      if (arrow.to().equals(node)
          && !arrow.from().equals(node)
          && nodes.indexOf(arrow.from()) < nodes.indexOf(node)) {
        return column(arrow.from()) + 1;
      }
    }
    return 0;
  }

  private static String line(Arrow arrow, SortedMap<Integer, List<Node>> columns) {
    int[] from = place(arrow.from(), columns);
    int[] to = place(arrow.to(), columns);
    return String.format(
        Locale.ROOT,
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
        from[0] + COLUMN - 40,
        from[1],
        to[0],
        to[1],
        arrow.label().equals("calls") ? "#b00" : "#888");
  }

  private static int[] place(Node node, SortedMap<Integer, List<Node>> columns) {
    for (var column : columns.entrySet()) {
      int row = column.getValue().indexOf(node);
      if (row >= 0) {
        return new int[] {column.getKey() * COLUMN + 10, row * ROW + ROW / 2};
      }
    }
    throw new IllegalArgumentException("no place for " + node);
  }

  private static String box(Node node, int column, int row) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"30\" rx=\"%d\" fill=\"%s\""
            + " stroke=\"#444\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
        column * COLUMN + 10,
        row * ROW + ROW / 2 - 15,
        COLUMN - 50,
        node.kind() == Kind.RIGHT ? 2 : 14,
        node.kind() == Kind.RIGHT ? "#fff" : "#eef",
        column * COLUMN + 18,
        row * ROW + ROW / 2 + 4,
        escaped(shortened(node.text())));
  }

  private static String shortened(String text) {
    return text.length() > 33 ? text.substring(0, 32) + "…" : text;
  }
}
