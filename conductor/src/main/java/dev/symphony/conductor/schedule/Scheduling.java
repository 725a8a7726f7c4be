package dev.symphony.conductor.schedule;

import dev.symphony.conductor.workload.Job;

/** Begins runs under the scheduler of the house. */
@FunctionalInterface
public interface Scheduling {
  /** The schedule of a run of {@code job} that begins at time 0. */
  Schedule begin(Job job);
}
