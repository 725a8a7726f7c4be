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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An invocation of a guest in a worker. The host decides what it came to: the reason for which it
 * was stopped is noted here, before the worker is told.
 */
final class ProcessInvocation implements RunningInvocation, HostWatch.Watched {
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
  private Duration cpuAtFirstLook = Duration.ZERO;
  private int looks;
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
    return outcome.join();
  }

  synchronized void started() {
    startedAt = System.nanoTime();
    deadline = startedAt + limits.wall().toNanos();
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void late() {
    deadline = Long.MAX_VALUE;
    guest.stop(this, new StopReason.Hit(Limit.WALL));
  }

  @Override
  public void look() {
    Duration now = guest.workerCpu();
    cpuAtFirstLook = looks++ == 0 ? now : cpuAtFirstLook;
    if (guest.overCpu(this, now.minus(cpuAtFirstLook))) {
      guest.stop(this, new StopReason.Hit(Limit.CPU));
    }
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
    Usage usage = new Usage(Duration.ofNanos(end.cpuNanos()), wall());
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

  /** The worker is gone; {@code exhausted} when this guest used up its memory. */
  void workerEnded(WorkerEnd end, Optional<Limit> exhausted) {
    Usage usage = new Usage(cpuAtLeast(), wall());
    complete(
        stopped(usage)
            .or(() -> exhausted.map(l -> new GuestOutcome.LimitHit(l, usage)))
            .orElseGet(() -> new GuestOutcome.HostFault(end.error(), usage)));
  }

  private synchronized Optional<GuestOutcome> stopped(Usage usage) {
    return Optional.ofNullable(reason)
        .map(r ->
            switch (r) {
              case StopReason.Hit(Limit limit) -> new GuestOutcome.LimitHit(limit, usage);
              case StopReason.Requested q -> new GuestOutcome.Cancelled(usage);
            });
  }

  /** What is known of the processor time when the worker can't tell any more. */
  private synchronized Duration cpuAtLeast() {
    return reason instanceof StopReason.Hit(Limit limit) && limit == Limit.CPU
        ? limits.cpu()
        : Duration.ZERO;
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
