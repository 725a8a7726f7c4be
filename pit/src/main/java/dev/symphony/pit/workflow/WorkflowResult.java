package dev.symphony.pit.workflow;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run went.
 *
 * @param workflow the name of the workflow
 * @param status how it went as a whole
 * @param nodes all nodes by id, in the order in which they were over with
 * @param elapsed how long it took
 * @param criticalPath the chain of nodes, each waiting for the one before, that took longest
 * @param report what the workflow shows, when it declares a report whose nodes completed
 */
public record WorkflowResult(
    String workflow,
    Status status,
    Map<String, NodeRecord> nodes,
    Duration elapsed,
    List<String> criticalPath,
    Optional<Report> report) {

  /** How a run went as a whole. */
  public enum Status {
    /** No node failed but those that may. */
    COMPLETED,
    /** A node failed that may not. */
    FAILED,
    /** Somebody cancelled the run. */
    CANCELLED;

    /** Whether it did all that it was to do. */
    public boolean isSuccess() {
      return this == COMPLETED;
    }
  }

  /** What the workflow shows; the value may be null as any value. */
  public record Report(@Nullable Object value) {}

  public WorkflowResult {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    criticalPath = List.copyOf(criticalPath);
  }
}
