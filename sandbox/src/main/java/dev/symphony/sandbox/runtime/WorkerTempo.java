package dev.symphony.sandbox.runtime;

import java.util.List;

/**
 * What a worker is in a hurry for. Guest code is compiled by the Graal JIT in both cases; the
 * choice concerns the engine's own Java code, which competes with the guest for the cores at
 * start-up.
 */
public enum WorkerTempo {
  /**
   * A worker started for one answer: the quick compiler only, and not for what only the training
   * run found hot, so that little is spent on warming up.
   */
  FIRST_RESULT(
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining")),

  /**
   * A worker that stays: all compilers, so that built-ins such as JSON.parse reach full speed, and
   * a heap that begins small and grows.
   */
  THROUGHPUT(List.of()) {
    @Override
    List<String> flags(long maxHeapBytes) {
      long young = Math.min(YOUNG_BYTES, maxHeapBytes / 3);
      return List.of("-Xms" + kib(Math.min(FIRST_HEAP_BYTES, maxHeapBytes)), "-Xmn" + kib(young));
    }
  };

  /**
   * What has been touched stays in memory: with the first heap as large as the last, and a third of
   * it for new objects, 200 idle sandboxes took 681 KiB each instead of 361, 1,000 took 309 instead
   * of 254; some 120 KiB of it are alive. Costs 0.1 s of collecting in the first five seconds.
   */
  private static final long FIRST_HEAP_BYTES = 96L << 20;

  private static final long YOUNG_BYTES = 48L << 20;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of texts
  private final List<String> flags;

  WorkerTempo(List<String> flags) {
    this.flags = flags;
  }

  /**
   * The flags of a worker.
   *
   * @param maxHeapBytes the size of its heap
   */
  List<String> flags(long maxHeapBytes) {
    return flags;
  }

  /** A size as the JVM reads it. */
  static String kib(long bytes) {
    return Math.ceilDiv(bytes, 1024) + "k";
  }
}
