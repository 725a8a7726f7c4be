package dev.symphony.host.bench.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Figures as a table: a line for each metric, a column for each architecture. */
public final class ArchitectureTable {
  private final Map<String, Map<String, Figure>> byMetric = new LinkedHashMap<>();
  private final Set<String> architectures = new LinkedHashSet<>();

  /** The table of these figures. */
  public ArchitectureTable(List<Figure> figures) {
    for (Figure figure : figures) {
      architectures.add(figure.architecture());
      byMetric
          .computeIfAbsent(figure.metric(), metric -> new LinkedHashMap<>())
          .put(figure.architecture(), figure);
    }
  }

  /** The architectures, in the order in which they were measured. */
  Set<String> architectures() {
    return architectures;
  }

  /** A figure, when there is one. */
  Optional<Figure> figure(String metric, String architecture) {
    return Optional.ofNullable(byMetric.getOrDefault(metric, Map.of()).get(architecture));
  }

  /** The table as lines in Markdown. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| | " + String.join(" | ", architectures) + " | unit |");
    lines.add("| --- |" + " ---: |".repeat(architectures.size()) + " --- |");
    byMetric.forEach((metric, of) -> {
      StringBuilder line = new StringBuilder("| ").append(metric).append(" |");
      architectures.forEach(name -> line.append(' ').append(shown(of, name)).append(" |"));
      String unit = of.values().iterator().next().unit();
      lines.add(line.append(' ').append(unit).append(" |").toString());
    });
    return lines;
  }

  private static String shown(Map<String, Figure> of, String architecture) {
    Figure figure = of.get(architecture);
    if (figure == null) {
      return "";
    }
    if (figure.value() < 0) {
      return "host";
    }
    return String.format(Locale.ROOT, figure.value() < 100 ? "%,.2f" : "%,.0f", figure.value());
  }
}
