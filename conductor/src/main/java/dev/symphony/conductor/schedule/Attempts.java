package dev.symphony.conductor.schedule;

import dev.symphony.conductor.workload.Job;
import java.time.Duration;

/** How often tasks of simulated runs are tried, and how long they pause in between. */
public final class Attempts {
  /** The most attempts of a task; the last of them always does what it was to do. */
  public static final int MOST = 20;

  private static final double BACKOFF_IN_TASKS = 0.1;
  private static final double LONGEST_SECONDS = 60;

  private Attempts() {}

  /** The first pause of a task: a tenth of the mean task of its job, a minute at most. */
  public static Duration backoff(Job job) {
    double seconds = Math.min(LONGEST_SECONDS, BACKOFF_IN_TASKS * job.meanSeconds());
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
