package dev.symphony.host.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param workload W1 to W8
 * @param metric what was measured
 * @param value the figure; none when it cannot be had, and then the note says why
 * @param unit of the figure
 * @param note under which conditions, or why there is no figure
 */
public record BenchRow(
    String workload, String metric, OptionalDouble value, String unit, String note) {
  private static final MathContext DIGITS = new MathContext(4);

  static BenchRow of(String workload, String metric, double value, String unit, String note) {
    return new BenchRow(workload, metric, OptionalDouble.of(value), unit, note);
  }

  static BenchRow without(String workload, String metric, String unit, String why) {
    return new BenchRow(workload, metric, OptionalDouble.empty(), unit, why);
  }

  /** The row as the members of one JSON object. */
  public Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("peer", "symphony");
    members.put("w", workload);
    members.put("metric", metric);
    members.put("value", value.isPresent() ? rounded(value.getAsDouble()) : null);
    members.put("unit", unit);
    members.put("note", note);
    return members;
  }

  /** The row with those members. */
  public static BenchRow of(Map<?, ?> members) {
    Object value = members.get("value");
    return new BenchRow(
        String.valueOf(members.get("w")),
        String.valueOf(members.get("metric")),
        value instanceof Number n ? OptionalDouble.of(n.doubleValue()) : OptionalDouble.empty(),
        String.valueOf(members.get("unit")),
        String.valueOf(members.get("note")));
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
