package dev.symphony.host.topology;

/** Where a member lives. */
public sealed interface Place {
  /** In the process of the kernel. */
  record InKernel() implements Place {}

  /** In a process beside it, together with all that have the same name. */
  record Beside(String process) implements Place {}
}
