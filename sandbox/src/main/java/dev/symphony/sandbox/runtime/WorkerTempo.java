package dev.symphony.sandbox.runtime;

import java.util.ArrayList;
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
   * a heap that begins small, grows, and shrinks to what is alive when the worker rests.
   */
  THROUGHPUT(
      List.of("-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10", "-XX:-ShrinkHeapInSteps")) {
    @Override
    List<String> flags(long maxHeapBytes) {
      long young = Math.min(YOUNG_BYTES, maxHeapBytes / 3);
      List<String> flags = new ArrayList<>(super.flags(maxHeapBytes));
      flags.add("-Xms" + kib(Math.min(FIRST_HEAP_BYTES, maxHeapBytes)));
      flags.add("-Xmn" + kib(young));
      return flags;
    }
  };

  /** The collector never goes below this, of which a part is for new objects. */
  private static final long FIRST_HEAP_BYTES = 64L << 20;

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
