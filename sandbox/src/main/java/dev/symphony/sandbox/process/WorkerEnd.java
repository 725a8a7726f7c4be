package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestError;

/**
 * Why a worker is no more.
 *
 * @param outOfMemory whether it ended because its heap was exhausted
 * @param error what guests are told that had nothing to do with it
 */
record WorkerEnd(boolean outOfMemory, GuestError error) {
  /** The exit status of a JVM that was told to exit when its heap is exhausted. */
  private static final int OUT_OF_MEMORY_STATUS = 3;

  private static final int KILLED_STATUS = 128 + 9;

  static WorkerEnd exited(int status) {
    boolean outOfMemory = status == OUT_OF_MEMORY_STATUS;
    return new WorkerEnd(
        outOfMemory,
        new GuestError(
            "worker-died",
            outOfMemory
                ? "the process of the guest ran out of memory"
                : "the process of the guest ended unexpectedly"));
  }

  /** It was killed because one of its guests could not be stopped otherwise. */
  static WorkerEnd killed() {
    return exited(KILLED_STATUS);
  }

  static WorkerEnd violatedProtocol() {
    return new WorkerEnd(
        false,
        new GuestError("worker-protocol", "the process of the guest sent what is no message"));
  }
}
