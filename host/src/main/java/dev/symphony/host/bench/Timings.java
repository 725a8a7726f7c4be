package dev.symphony.host.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Measured times, in nanoseconds. */
final class Timings {
  private long[] nanos = new long[1024];
  private int count;

  void add(long time) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = time;
  }

  int count() {
    return count;
  }

  /** The element at {@code floor(q * n)} of the sorted times, in {@code unit}. */
  double percentile(double q, TimeUnit unit) {
    if (count == 0) {
      throw new BenchFailure("nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return (double) sorted[Math.min(count - 1, (int) Math.floor(q * count))] / unit.toNanos(1);
  }

  double best(TimeUnit unit) {
    return percentile(0, unit);
  }

  double perSecond() {
    return 1e9 * count / Arrays.stream(nanos, 0, count).sum();
  }
}
