package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;

/**
 * A process and the walls that stood around it when it started.
 *
 * @param process the process; its three standard streams are pipes that the host has to read
 * @param label the walls; {@link #observed} also sees those that the process put up itself later
 */
public record JailedProcess(Process process, IsolationLabel label) {

  /**
   * The label as the kernel of the machine confirms it now for every thread of the process: {@link
   * Wall#SECCOMP} is added once the filter is on in all of them, and a wall that the kernel denies
   * is taken away. What the process itself says plays no part in it.
   *
   * @return the walls, {@link IsolationLabel#NONE} when the process has ended
   */
  public IsolationLabel observed() {
    return ThreadStatus.observe(process.pid(), label);
  }
}
