package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.Language;
import java.time.Duration;

/**
 * How worker processes are run.
 *
 * @param startTimeout how long a worker or a guest may take to start
 * @param keepWarm how long a worker without guests is kept
 * @param restAfter after how long without anything to do a worker gives memory back; up to twice
 *     that
 * @param graceAlone how long a guest that is being stopped may take before its worker is killed,
 *     when the worker has no other guest
 * @param graceShared the same, when it has others, which a kill would end too
 */
public record RuntimeSettings(
    Duration startTimeout,
    Duration keepWarm,
    Duration restAfter,
    Duration graceAlone,
    Duration graceShared) {
  private static final long MIB = 1L << 20;

  /** 90 s to start, warm for 60 s, at rest after 5 s, 2 ms or 400 ms to stop. */
  public static final RuntimeSettings DEFAULT =
      new RuntimeSettings(
          Duration.ofSeconds(90),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofMillis(2),
          Duration.ofMillis(400));

  /** The heap that a runtime needs before a guest has allocated anything, with some room. */
  static long baselineBytes(Language language) {
    return switch (language) {
      case JAVASCRIPT -> 64 * MIB;
      case PYTHON -> 192 * MIB;
    };
  }

  /** The heap of a worker whose guests may use {@code heapBytes}, in steps of 16 MiB. */
  static long workerHeapBytes(Language language, long heapBytes) {
    long steps = (heapBytes + 16 * MIB - 1) / (16 * MIB);
    return baselineBytes(language) + steps * 16 * MIB;
  }
}
