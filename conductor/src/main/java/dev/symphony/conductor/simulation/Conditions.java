package dev.symphony.conductor.simulation;

/**
 * What scenarios are drawn from.
 *
 * @param machines how many machines at most, up to {@link ActionSpace#MACHINES}; at least 2
 * @param cold the longest cold start, in mean task durations of the job
 * @param noise the standard deviation of the logarithm of real over expected durations
 * @param failures which share of attempts fails, in the mean over programs; at most {@link
 *     #MOST_FAILURES}
 */
public record Conditions(int machines, double cold, double noise, double failures) {
  /** The highest mean share of attempts that fail. */
  public static final double MOST_FAILURES = 0.25;

  /**
   * 3 to 8 machines, cold starts of up to two mean tasks, durations that are off by about 20%;
   * nothing fails.
   */
  public static final Conditions DEFAULT = new Conditions(ActionSpace.MACHINES, 2.0, 0.2, 0);

  public Conditions {
    if (machines < 2 || machines > ActionSpace.MACHINES) {
      throw new IllegalArgumentException("2 to " + ActionSpace.MACHINES + " machines");
    }
    if (!(cold >= 0 && cold <= 100) || !(noise >= 0 && noise <= 2)) {
      throw new IllegalArgumentException("cold is 0 to 100, and noise 0 to 2");
    }
    if (!(failures >= 0 && failures <= MOST_FAILURES)) {
      throw new IllegalArgumentException("failures are 0 to " + MOST_FAILURES);
    }
  }

  /** The same, but a share of attempts fails. */
  public Conditions withFailures(double share) {
    return new Conditions(machines, cold, noise, share);
  }
}
