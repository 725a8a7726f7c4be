package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;

/** Something that happened in a run. */
public sealed interface RunEvent {
  /** The run began, or goes on. */
  record Began(int nodes) implements RunEvent {}

  /** An attempt is being started at a node, or at an item of one as {@code id[index]}. */
  record AttemptStarted(String unit, int attempt) implements RunEvent {}

  /** An attempt failed; there is another one after the pause. */
  record RetryPlanned(String unit, int attempt, GuestOutcome outcome, Duration pause)
      implements RunEvent {}

  /** A node runs once for each of {@code items}. */
  record Expanded(String node, int items) implements RunEvent {}

  /** An item of a node is over with. */
  record ItemSettled(NodeRecord item) implements RunEvent {}

  /** A node is over with; {@code settled} nodes are by now. */
  record NodeSettled(NodeRecord node, int settled) implements RunEvent {}

  /** The run is over. */
  record Finished(WorkflowResult result) implements RunEvent {}
}
