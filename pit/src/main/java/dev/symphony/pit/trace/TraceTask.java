package dev.symphony.pit.trace;

import java.time.Duration;
import java.util.List;

/**
 * A task of a recorded run.
 *
 * @param id unique in the run
 * @param program the name of what ran; tasks of the same program have the same name
 * @param parents the ids of the tasks that it waited for
 * @param runtime how long it took
 * @param inputBytes how much it read
 * @param outputBytes how much it wrote
 */
public record TraceTask(
    String id,
    String program,
    List<String> parents,
    Duration runtime,
    long inputBytes,
    long outputBytes) {
  public TraceTask {
    parents = List.copyOf(parents);
  }
}
