package dev.symphony.host.cli;

import dev.symphony.conductor.evaluation.Comparison;
import dev.symphony.conductor.evaluation.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for people and for programs.
 *
 * @param refused how often the scores of the learned policy were unusable
 */
record ComparisonText(Comparison comparison, int workflows, int seeds, int refused) {
  /** The name of the learned policy. */
  static final String LEARNED = "learned";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d workflows, each on %d draws of machines and durations; 95%% confidence"
            .formatted(workflows, seeds));
    lines.add(row("policy", "makespan s", "in lower bounds", "cold starts", "cost", "failures"));
    for (String name : comparison.names()) {
      lines.add(
          row(
              name,
              text(comparison.makespan(name)),
              text(comparison.stretch(name)),
              text(comparison.coldStarts(name)),
              text(comparison.cost(name)),
              text(comparison.failures(name))));
    }
    String best = comparison.bestBaseline();
    lines.add("the best heuristic is " + best);
    if (comparison.names().contains(LEARNED)) {
      lines.add(verdict(best));
    }
    return lines;
  }

  private String verdict(String best) {
    Interval excess = comparison.excess(LEARNED, best);
    double share = 100 * excess.mean() / comparison.stretch(best).mean();
    String sure = excess.excludesZero() ? "" : "; the interval includes zero";
    return String.format(
        Locale.ROOT,
        "learned against %s, scenario by scenario: %+.3f ± %.3f lower bounds (%+.1f%%)%s",
        best,
        excess.mean(),
        excess.margin(),
        share,
        sure);
  }

  private static String row(String name, String... cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-15s", name));
    for (String cell : cells) {
      row.append(String.format(Locale.ROOT, " %20s", cell));
    }
    return row.toString();
  }

  private static String text(Interval interval) {
    return String.format(Locale.ROOT, "%.3f ± %.3f", interval.mean(), interval.margin());
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> policies = new LinkedHashMap<>();
    String best = comparison.bestBaseline();
    for (String name : comparison.names()) {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("makespanSeconds", json(comparison.makespan(name)));
      figures.put("stretch", json(comparison.stretch(name)));
      figures.put("excessOverBest", json(comparison.excess(name, best)));
      figures.put("coldStarts", json(comparison.coldStarts(name)));
      figures.put("cost", json(comparison.cost(name)));
      figures.put("failures", json(comparison.failures(name)));
      policies.put(name, figures);
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("workflows", (long) workflows);
    map.put("seeds", (long) seeds);
    map.put("policies", policies);
    map.put("bestHeuristic", best);
    map.put("unusableScores", (long) refused);
    return map;
  }

  /** An interval; the margin is null where one value leaves it open. */
  private static Map<String, @Nullable Object> json(Interval interval) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("mean", interval.mean());
    map.put("margin95", Double.isFinite(interval.margin()) ? interval.margin() : null);
    map.put("count", (long) interval.count());
    return map;
  }
}
