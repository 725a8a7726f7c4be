package dev.symphony.sandbox.context;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The invocation that a guest is busy with, as its watchdog sees it. */
final class GuestRun {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long threadId = Thread.currentThread().threadId();
  private final long cpuAtStart = THREADS.getThreadCpuTime(threadId);
  private volatile long allocatedBefore = allocatedBy(threadId);
  private long cpuAtLastLook = cpuAtStart;
  private final long wallAtStart = System.nanoTime();
  private final RunLimits limits;
  private final AtomicLong charged = new AtomicLong();
  private final AtomicReference<@Nullable StopReason> stop = new AtomicReference<>();

  /** A run on this thread that begins now. */
  GuestRun(RunLimits limits) {
    this.limits = limits;
  }

  /** The processor time of the guest so far: its thread's, or its share of the process's. */
  Duration cpu() {
    long now = THREADS.getThreadCpuTime(threadId);
    return Duration.ofNanos(Math.max(charged.get(), now - cpuAtStart));
  }

  /** What the guest's thread used since the last such look, in ns; for the watchdog alone. */
  long cpuSinceLastLook() {
    long now = THREADS.getThreadCpuTime(threadId);
    long since = Math.max(0, now - cpuAtLastLook);
    cpuAtLastLook = now;
    return since;
  }

  /** Adds to its share of what the process did, in ns. */
  void charge(long nanos) {
    charged.addAndGet(nanos);
  }

  /**
   * The bytes that the guest's thread allocated since the run began, or since memory was last no
   * concern; 0 where the JVM does not say.
   */
  long takenBytes() {
    return allocatedBy(threadId) - allocatedBefore;
  }

  /** There is memory enough: what was allocated so far did no harm. */
  void forgetTaken() {
    allocatedBefore = allocatedBy(threadId);
  }

  private static long allocatedBy(long thread) {
    return THREADS instanceof com.sun.management.ThreadMXBean counting
        ? counting.getThreadAllocatedBytes(thread)
        : 0;
  }

  Duration wall() {
    return Duration.ofNanos(System.nanoTime() - wallAtStart);
  }

  RunLimits limits() {
    return limits;
  }

  /** Notes the reason to stop; true for the first one. */
  boolean stopFor(StopReason reason) {
    return stop.compareAndSet(null, reason);
  }

  /** Why it is being stopped, if it is. */
  Optional<StopReason> stopReason() {
    return Optional.ofNullable(stop.get());
  }
}
