package dev.symphony.kernel.grant;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.DenialReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The kinds of meter. */
final class Meters {
  private Meters() {}

  /** A number of calls that does not grow back. */
  static final class CallQuota implements Meter {
    private final AtomicLong left;

    CallQuota(long calls) {
      left = new AtomicLong(calls);
    }

    @Override
    public boolean take() {
      long current = left.get();
      while (current > 0) {
        long seen = left.compareAndExchange(current, current - 1);
        if (seen == current) {
          return true;
        }
        current = seen;
      }
      return false;
    }

    @Override
    public void refund() {
      left.incrementAndGet();
    }

    @Override
    public void charge(long bytes) {}

    @Override
    public boolean countsBytes() {
      return false;
    }

    @Override
    public DenialReason reason() {
      return DenialReason.CALL_QUOTA;
    }
  }

  /** A number of bytes; the call that uses up the last of them still passes, the next does not. */
  static final class ByteQuota implements Meter {
    private final AtomicLong left;

    ByteQuota(long bytes) {
      left = new AtomicLong(bytes);
    }

    @Override
    public boolean take() {
      return left.get() > 0;
    }

    @Override
    public void refund() {}

    @Override
    public void charge(long bytes) {
      left.addAndGet(-bytes);
    }

    @Override
    public boolean countsBytes() {
      return true;
    }

    @Override
    public DenialReason reason() {
      return DenialReason.BYTE_QUOTA;
    }
  }

  /**
   * A number of calls per span of time: a call passes when the call that many places before it is
   * at least a span old. The memory is one time stamp per allowed call, at most 4,096; above that
   * the span is divided so that the rate stays the same over shorter windows.
   */
  static final class RateLimit implements Meter {
    private static final int MAX_WINDOW = 4096;

    private final long[] stamps;
    private final long spanNanos;
    private final KernelClock clock;
    private long count;

    RateLimit(long calls, Duration per, KernelClock clock) {
      long parts = Math.ceilDiv(calls, MAX_WINDOW);
      this.stamps = new long[(int) Math.ceilDiv(calls, parts)];
      this.spanNanos = Math.ceilDiv(per.toNanos(), parts);
      this.clock = clock;
    }

    @Override
    public synchronized boolean take() {
      long now = clock.monotonicNanos();
      int slot = (int) (count % stamps.length);
      if (count >= stamps.length && now - stamps[slot] < spanNanos) {
        return false;
      }
      stamps[slot] = now;
      count++;
      return true;
    }

    @Override
    public synchronized void refund() {
      count--;
      stamps[(int) (count % stamps.length)] = clock.monotonicNanos() - spanNanos;
    }

    @Override
    public void charge(long bytes) {}

    @Override
    public boolean countsBytes() {
      return false;
    }

    @Override
    public DenialReason reason() {
      return DenialReason.RATE;
    }
  }
}
