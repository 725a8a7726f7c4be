package dev.symphony.conductor.live;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs that the Conductor decided in, against runs that the heuristic decided in. The last ones
 * count.
 */
public final class Trial {
  private static final int LAST = 30;
  private static final int LEAST = 5;
  private static final double ONE_SIDED_95 = 1.645;

  private final Deque<Double> conductor = new ArrayDeque<>();
  private final Deque<Double> heuristic = new ArrayDeque<>();

  /** Adds a run; less is better. */
  public void add(LiveDecision.Decider arm, double stretch) {
    Deque<Double> runs = arm == LiveDecision.Decider.CONDUCTOR ? conductor : heuristic;
    runs.addLast(stretch);
    if (runs.size() > LAST) {
      runs.removeFirst();
    }
  }

  /** Whether the Conductor does worse, as far as can be told with 95% confidence. */
  public boolean isWorse() {
    if (conductor.size() < LEAST || heuristic.size() < LEAST) {
      return false;
    }
    double error = Math.sqrt(variance(conductor) + variance(heuristic));
    return mean(conductor) - mean(heuristic) > ONE_SIDED_95 * error;
  }

  /** How many runs are compared: those of the Conductor. */
  public int conducted() {
    return conductor.size();
  }

  /** How many runs are compared: those of the heuristic. */
  public int others() {
    return heuristic.size();
  }

  /** The mean of the runs that the Conductor decided in; NaN without one. */
  public double mean() {
    return mean(conductor);
  }

  /** The mean of the runs that the heuristic decided in; NaN without one. */
  public double meanOfOthers() {
    return mean(heuristic);
  }

  private static double mean(Deque<Double> runs) {
    return runs.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** The variance of the mean. */
  private static double variance(Deque<Double> runs) {
    double mean = mean(runs);
    double squares = runs.stream().mapToDouble(run -> (run - mean) * (run - mean)).sum();
    return squares / (runs.size() - 1) / runs.size();
  }
}
