package dev.symphony.conductor.workload;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where jobs come from: recorded ones, each as likely as the other, or generated ones of families.
 *
 * @param recorded may be empty
 * @param families may be empty, but not both
 */
public record JobSource(List<Job> recorded, List<GraphFamily> families) {
  public JobSource {
    recorded = List.copyOf(recorded);
    families = List.copyOf(families);
    if (recorded.isEmpty() && families.isEmpty()) {
      throw new IllegalArgumentException("there is neither a recorded job nor a family");
    }
  }

  /** A job; equal random numbers lead to equal jobs. Half are recorded where both can be had. */
  public Job draw(RandomGenerator random) {
    boolean generated = recorded.isEmpty() || (!families.isEmpty() && random.nextInt(2) == 0);
    return generated
        ? families.get(random.nextInt(families.size())).generate(random)
        : recorded.get(random.nextInt(recorded.size()));
  }
}
