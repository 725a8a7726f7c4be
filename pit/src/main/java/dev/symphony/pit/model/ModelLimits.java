package dev.symphony.pit.model;

import java.time.Duration;

/**
 * How much models may take.
 *
 * @param maxStoredBytes all models on the disk together
 * @param maxLoadedBytes all models that are loaded together, and so each of them
 * @param maxTensorBytes all inputs, or all outputs, of one inference together
 * @param maxDuration of one inference
 * @param threads that one inference computes with
 */
public record ModelLimits(
    long maxStoredBytes,
    long maxLoadedBytes,
    long maxTensorBytes,
    Duration maxDuration,
    int threads) {
  /** 8 GiB stored, 512 MiB loaded, 64 MiB of tensors, 30 seconds, one thread. */
  public static final ModelLimits DEFAULT =
      new ModelLimits(8L << 30, 512L << 20, 64L << 20, Duration.ofSeconds(30), 1);

  public ModelLimits {
    if (maxTensorBytes > Integer.MAX_VALUE || threads < 1 || !maxDuration.isPositive()) {
      throw new IllegalArgumentException(
          "tensors have less than 2 GiB, and threads and duration are positive");
    }
  }
}
