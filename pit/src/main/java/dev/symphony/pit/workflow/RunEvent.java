package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;

/** Something that happened in a run. */
public sealed interface RunEvent {
  /** The run began. */
  record Began(int nodes) implements RunEvent {}

  /** An attempt at a node is being started. */
  record AttemptStarted(String node, int attempt) implements RunEvent {}

  /** An attempt failed; there is another one after the pause. */
  record RetryPlanned(String node, int attempt, GuestOutcome outcome, Duration pause)
      implements RunEvent {}

  /** A node is over with; {@code settled} nodes are by now. */
  record NodeSettled(NodeRecord node, int settled) implements RunEvent {}

  /** The run is over. */
  record Finished(WorkflowResult result) implements RunEvent {}
}
