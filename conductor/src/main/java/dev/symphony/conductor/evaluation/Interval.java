package dev.symphony.conductor.evaluation;

import java.util.Arrays;

/**
 * A mean with its 95% confidence interval, by the normal approximation.
 *
 * @param mean the mean
 * @param margin half the width of the interval
 * @param count of how many values
 */
public record Interval(double mean, double margin, int count) {
  private static final double NORMAL_95 = 1.96;

  /** The interval of some values, at least one. */
  public static Interval of(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length < 2) {
      return new Interval(mean, Double.POSITIVE_INFINITY, values.length);
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (values.length - 1));
    return new Interval(mean, NORMAL_95 * deviation / Math.sqrt(values.length), values.length);
  }

  /** Whether zero is outside of the interval. */
  public boolean excludesZero() {
    return Math.abs(mean) > margin;
  }
}
