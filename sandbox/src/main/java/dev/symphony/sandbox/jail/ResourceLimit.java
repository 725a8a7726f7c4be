package dev.symphony.sandbox.jail;

/** A resource of a process that the kernel can bound ({@code RLIMIT_*}), with its unit. */
public enum ResourceLimit {
  /** Processor time in seconds; the process is killed when it is used up. */
  CPU_SECONDS(0),
  /** The size to which the process may grow a file by writing, in bytes. */
  FILE_SIZE_BYTES(1),
  /** Heap and private writable mappings, in bytes. */
  DATA_BYTES(2),
  /** The size of a core dump, in bytes. */
  CORE_BYTES(4),
  /**
   * Processes and threads of the worker's user together, wherever they run; the kernel does not
   * count them for root.
   */
  PROCESSES(6),
  /** Open file descriptors. */
  OPEN_FILES(7),
  /** Locked memory, in bytes. */
  LOCKED_MEMORY_BYTES(8),
  /** Address space, in bytes: a JVM reserves far more of it than it uses. */
  ADDRESS_SPACE_BYTES(9),
  /** POSIX message queues, in bytes. */
  MESSAGE_QUEUE_BYTES(12);

  private final int number;

  ResourceLimit(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
