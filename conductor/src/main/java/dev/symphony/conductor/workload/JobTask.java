package dev.symphony.conductor.workload;

import java.util.List;

/**
 * A task of a job.
 *
 * @param program what runs; tasks of the same program share what is loaded
 * @param needs the places of the tasks that have to be completed before
 * @param seconds how long it takes on a machine of speed 1, as far as is known beforehand
 */
public record JobTask(String program, List<Integer> needs, double seconds) {
  public JobTask {
    needs = List.copyOf(needs);
    if (!(seconds >= 0 && seconds <= 1e9)) {
      throw new IllegalArgumentException("a task takes 0 to 1e9 seconds, not " + seconds);
    }
  }
}
