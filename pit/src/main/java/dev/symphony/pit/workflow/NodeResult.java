package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestOutcome;

/** How it went with a node in the end. */
public sealed interface NodeResult {

  /** It ran; this is how its last attempt ended. */
  record Ran(GuestOutcome outcome) implements NodeResult {}

  /** It never ran, because of {@code cause}. */
  record Skipped(Cause cause) implements NodeResult {}

  /** Why a node is skipped. */
  sealed interface Cause {
    /** A node that it needs did not complete. */
    record NeededNode(String id) implements Cause {}

    /** The workflow failed at another node before its turn came. */
    record WorkflowFailed(String id) implements Cause {}

    /** Somebody cancelled the run. */
    record RunCancelled() implements Cause {}

    /** Its condition did not hold. */
    record ConditionFalse() implements Cause {}
  }

  /** Whether the node ran and completed. */
  default boolean completed() {
    return this instanceof Ran ran && ran.outcome() instanceof GuestOutcome.Completed;
  }

  /** The name of the outcome: that of the guest, or {@code skipped}. */
  default String id() {
    return switch (this) {
      case Ran ran -> ran.outcome().id();
      case Skipped skipped -> "skipped";
    };
  }
}
