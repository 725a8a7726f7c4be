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

  /** A worker that stays: all compilers, so that built-ins such as JSON.parse reach full speed. */
  THROUGHPUT(List.of());

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of texts
  private final List<String> flags;

  WorkerTempo(List<String> flags) {
    this.flags = flags;
  }

  List<String> flags() {
    return flags;
  }
}
