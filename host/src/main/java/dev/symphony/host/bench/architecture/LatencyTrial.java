package dev.symphony.host.bench.architecture;

import java.util.Arrays;

/** How long single calls take: warmed up, then timed a few at a time. */
final class LatencyTrial {
  private static final int BATCH = 16;

  private final int warmUp;
  private final int samples;

  LatencyTrial(int warmUp, int samples) {
    this.warmUp = warmUp;
    this.samples = samples;
  }

  /** Nanoseconds of one call, at the middle and at 99 of 100 samples. */
  record Latency(double p50, double p99) {}

  /** Times {@code operation}; a sample is the mean of {@value #BATCH} calls in a row. */
  Latency of(Operations.Operation operation) {
    for (int i = 0; i < warmUp; i++) {
      operation.perform();
    }
    long[] nanos = new long[samples];
    for (int i = 0; i < samples; i++) {
      long begin = System.nanoTime();
      for (int call = 0; call < BATCH; call++) {
        operation.perform();
      }
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return new Latency(
        (double) nanos[samples / 2] / BATCH, (double) nanos[samples * 99 / 100] / BATCH);
  }
}
