package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.RunningInvocation;

/** Runs nodes. The host implements it with guests. */
public interface NodeExecutor {
  /**
   * Starts an attempt. Called on a virtual thread of its own for each attempt, so it may block;
   * what it throws counts as the host's fault and fails the attempt.
   */
  RunningInvocation start(NodeTask task);
}
