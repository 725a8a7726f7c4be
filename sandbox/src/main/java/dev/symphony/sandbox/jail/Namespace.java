package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.Wall;

/**
 * A namespace of the kernel that a thread can enter alone, and with it the process it starts. Only
 * a host that holds {@code CAP_SYS_ADMIN} can do so; others need {@link Bubblewrap}.
 */
public enum Namespace {
  /** No network interface but a loopback of its own. */
  NETWORK(0x40000000L, Wall.NETWORK_NAMESPACE),
  /** System V and POSIX interprocess objects of its own. */
  IPC(0x08000000L, Wall.IPC_NAMESPACE),
  /** The worker is process 1 of a tree of its own and can signal nobody outside. */
  PID(0x20000000L, Wall.PID_NAMESPACE);

  private final long cloneFlag;
  private final Wall wall;

  Namespace(long cloneFlag, Wall wall) {
    this.cloneFlag = cloneFlag;
    this.wall = wall;
  }

  long cloneFlag() {
    return cloneFlag;
  }

  /** The wall that this namespace is. */
  Wall wall() {
    return wall;
  }
}
