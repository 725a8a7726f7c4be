package dev.symphony.host.bench.architecture;

import java.util.List;
import java.util.Locale;

/** Figures as an SVG drawing: for each of some metrics, a bar for each architecture. */
public final class ArchitectureDrawing {
  private static final int WIDTH = 860;
  private static final int BAR = 16;
  private static final int GAP = 26;
  private static final int LEFT = 130;
  private static final int LONGEST = 520;
  private static final List<String> METRICS =
      List.of(
          "artifact lookup in cache, p50",
          "allocate on a warm hit, and release, p50",
          "arbitration without conflict, and release, p50",
          "readiness of a step, p50",
          "guest gets 1 KB, middle",
          "guest gets 1 MB, middle",
          "workflow of no-op nodes",
          "memory",
          "start",
          "trusted: the Pit",
          "store killed, until it answers");

  private ArchitectureDrawing() {}

  /** The drawing of a table. */
  public static String of(ArchitectureTable table) {
    StringBuilder body = new StringBuilder();
    int y = 24;
    for (String metric : METRICS) {
      y = panel(body, table, metric, y);
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(WIDTH, y)
        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + body
        + "</svg>\n";
  }

  private static int panel(StringBuilder body, ArchitectureTable table, String metric, int top) {
    double most =
        table.architectures().stream()
            .flatMap(name -> table.figure(metric, name).stream())
            .mapToDouble(Figure::value)
            .max()
            .orElse(0);
    String unit =
        table.architectures().stream()
            .flatMap(name -> table.figure(metric, name).stream())
            .map(Figure::unit)
            .findFirst()
            .orElse("");
    body.append(
        "<text x=\"10\" y=\"%d\" font-weight=\"bold\">%s (%s)</text>%n"
            .formatted(top, metric, unit));
    int y = top + 8;
    for (String name : table.architectures()) {
      double value = table.figure(metric, name).map(Figure::value).orElse(0.0);
      double length = most <= 0 || value < 0 ? 0 : LONGEST * value / most;
      body.append(
          "<text x=\"10\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"#4a7ba6\"/><text x=\"%s\" y=\"%d\">%s</text>%n"
              .formatted(
                  y + 12,
                  name,
                  LEFT,
                  y,
                  String.format(Locale.ROOT, "%.1f", Math.max(1, length)),
                  BAR - 3,
                  String.format(Locale.ROOT, "%.1f", LEFT + Math.max(1, length) + 6),
                  y + 12,
                  value < 0 ? "the host dies with it" : shown(value)));
      y += BAR;
    }
    return y + GAP;
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
  }
}
