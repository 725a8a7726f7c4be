package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.sandbox.context.StopReason;
import dev.symphony.sandbox.ipc.FromWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invocation of a guest in a worker. The host decides what it came to: the reason for which it
 * was stopped is noted here, before the worker is told.
 */
final class ProcessInvocation implements RunningInvocation, HostWatch.Watched {
  private static final long SHORTEST_NANOS = Duration.ofMillis(1).toNanos();
  private static final long IDLE_NANOS = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMillis(100).toNanos();

  /** Up to such a limit the time is reckoned from the very start, which costs a system call. */
  private static final long TIGHT_NANOS = Duration.ofSeconds(2).toNanos();

  private final ProcessGuest guest;
  private final long number;
  private final GuestInvocation what;
  private final GuestLimits limits;
  private final CompletableFuture<GuestOutcome> outcome = new CompletableFuture<>();
  private final List<Future<?>> deadlines = new ArrayList<>();
  private @Nullable StopReason reason;
  private boolean done;
  private long startedAt = -1;
  private volatile long deadline = Long.MAX_VALUE;
  private volatile long nextReckoning = Long.MAX_VALUE;
  private volatile @Nullable ChargedTime charge;
  private @Nullable Thread waiting;
  private @Nullable GuestOutcome delivered;

  ProcessInvocation(ProcessGuest guest, long number, GuestInvocation what, GuestLimits limits) {
    this.guest = guest;
    this.number = number;
    this.what = what;
    this.limits = limits;
  }

  long number() {
    return number;
  }

  GuestInvocation what() {
    return what;
  }

  GuestLimits limits() {
    return limits;
  }

  @Override
  public CompletableFuture<GuestOutcome> outcome() {
    return outcome;
  }

  @Override
  public void cancel() {
    guest.stop(this, new StopReason.Requested());
  }

  /**
   * Waits for the outcome. Until then this thread takes in what the worker says, so that a quick
   * answer needs no other thread.
   */
  @Override
  public GuestOutcome await() {
    long begin = System.nanoTime();
    synchronized (this) {
      waiting = Thread.currentThread();
    }
    guest.pump(this::done);
    GuestOutcome brought;
    synchronized (this) {
      waiting = null;
      brought = delivered;
    }
    if (brought != null) {
      outcome.complete(brought);
    }
    GuestOutcome known = outcome.join();
    guest.waitedSince(begin);
    return known;
  }

  synchronized void started() {
    startedAt = System.nanoTime();
    deadline = startedAt + limits.wall().toNanos();
    if (limits.cpu().toNanos() <= TIGHT_NANOS) {
      charge = guest.charge();
      nextReckoning = startedAt + limits.cpu().toNanos();
    } else {
      // The watch looks around by then anyway: an invocation that is over sooner never wakes it.
      nextReckoning = startedAt + HostWatch.PERIOD_NANOS;
    }
  }

  @Override
  public long nextLook() {
    return Math.min(deadline, nextReckoning);
  }

  @Override
  public void look(long now) {
    if (deadline <= now) {
      deadline = Long.MAX_VALUE;
      guest.stop(this, new StopReason.Hit(Limit.WALL));
    }
    if (nextReckoning <= now) {
      nextReckoning = now + LONGEST_NANOS;
      nextReckoning = now + reckon();
    }
  }

  /** Stops the guest when it has used up its processor time; in how many ns that can be so. */
  private long reckon() {
    ChargedTime sum = charge;
    if (sum == null) {
      charge = guest.charge();
      return LONGEST_NANOS;
    }
    long soonest = sum.update() ? SHORTEST_NANOS : IDLE_NANOS;
    long left = limits.cpu().toNanos() - sum.chargedNanos();
    if (left <= 0 || guest.overCpu(this, Duration.ofNanos(sum.totalNanos()))) {
      guest.stop(this, new StopReason.Hit(Limit.CPU));
      return LONGEST_NANOS;
    }
    return Math.clamp(left, soonest, LONGEST_NANOS);
  }

  /** Adds something to call off when the invocation is done. */
  synchronized void until(Future<?> deadline) {
    if (done) {
      deadline.cancel(false);
    } else {
      deadlines.add(deadline);
    }
  }

  /** Notes why it is stopped; true for the first reason of an invocation that is not done. */
  synchronized boolean stopFor(StopReason why) {
    if (done || reason != null) {
      return false;
    }
    reason = why;
    return true;
  }

  /** Whether there is a reason to end it. */
  synchronized boolean stopped() {
    return reason != null;
  }

  synchronized boolean done() {
    return done;
  }

  /** The worker says that it ended. */
  void ended(FromWorker.End end) {
    Usage usage = new Usage(atLeast(Duration.ofNanos(end.cpuNanos())), wall());
    complete(
        switch (end.kind()) {
          case COMPLETED -> new GuestOutcome.Completed(end.value(), usage);
          case FAILED -> new GuestOutcome.Failed(ProcessGuest.said(end), usage);
          case DENIED -> new GuestOutcome.Denied(ProcessGuest.said(end), usage);
          case LIMIT -> new GuestOutcome.LimitHit(end.limit().orElse(Limit.CPU), usage);
          case STOPPED -> stopped(usage).orElseGet(() -> new GuestOutcome.Cancelled(usage));
          case FAULT -> new GuestOutcome.HostFault(ProcessGuest.said(end), usage);
        });
  }

  /** The worker is gone. */
  void workerEnded(WorkerEnd end, Blame blame) {
    Usage usage = new Usage(atLeast(Duration.ZERO), wall());
    complete(
        stopped(usage)
            .orElseGet(() ->
                blame == Blame.NONE
                    ? new GuestOutcome.HostFault(end.error(), usage)
                    : new GuestOutcome.LimitHit(Limit.HEAP, usage)));
  }

  private synchronized Optional<GuestOutcome> stopped(Usage usage) {
    return Optional.ofNullable(reason)
        .map(r ->
            switch (r) {
              case StopReason.Hit(Limit limit) -> new GuestOutcome.LimitHit(limit, usage);
              case StopReason.Requested q -> new GuestOutcome.Cancelled(usage);
            });
  }

  /**
   * The processor time, when the worker speaks of {@code said}: no less than what the guest was
   * charged for, and what is over a limit reached it.
   */
  private Duration atLeast(Duration said) {
    ChargedTime sum = charge;
    Duration charged = sum == null ? Duration.ZERO : Duration.ofNanos(sum.chargedNanos());
    Duration reached = overCpu() ? limits.cpu() : Duration.ZERO;
    return Stream.of(said, charged, reached).max(Comparator.naturalOrder()).orElse(said);
  }

  private synchronized boolean overCpu() {
    return reason instanceof StopReason.Hit(Limit limit) && limit == Limit.CPU;
  }

  private synchronized Duration wall() {
    return startedAt < 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startedAt);
  }

  void complete(GuestOutcome result) {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
      deadlines.forEach(d -> d.cancel(false));
      if (Thread.currentThread().equals(waiting)) {
        delivered = result;
      }
    }
    guest.settled(this);
    if (delivered != null) {
      return;
    }
    // Whoever waits goes on on a thread of its own: this one may be the worker's only listener.
    outcome.completeAsync(() -> result, Thread::startVirtualThread);
  }
}
