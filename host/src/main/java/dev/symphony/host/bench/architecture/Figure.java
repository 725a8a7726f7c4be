package dev.symphony.host.bench.architecture;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One figure of one architecture.
 *
 * @param architecture its name
 * @param metric what was measured
 * @param value the figure
 * @param unit of the figure
 * @param note under which conditions, and what was lost
 */
public record Figure(String architecture, String metric, double value, String unit, String note) {
  /** The figure as the members of one JSON object. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("architecture", architecture);
    members.put("metric", metric);
    members.put("value", (double) Math.round(value * 1000) / 1000.0);
    members.put("unit", unit);
    members.put("note", note);
    return members;
  }

  /** The figure with those members. */
  public static Figure of(Map<?, ?> members) {
    return new Figure(
        String.valueOf(members.get("architecture")),
        String.valueOf(members.get("metric")),
        members.get("value") instanceof Number number ? number.doubleValue() : Double.NaN,
        String.valueOf(members.get("unit")),
        String.valueOf(members.get("note")));
  }
}
