package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.ipc.Patience;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A guest in this process. */
final class ContextGuest implements GuestInstance {
  private static final IsolationLabel CONTEXT = IsolationLabel.NONE.with(Wall.CONTEXT);

  private final GuestStart start;
  private final GuestActor actor;
  private final SerialTasks tasks;
  private final Consumer<ContextGuest> onClose;
  private final Set<Invocation> invocations = ConcurrentHashMap.newKeySet();
  private final Patience patience = new Patience();
  private volatile boolean closed;

  ContextGuest(
      GuestStart start, GuestActor actor, SerialTasks tasks, Consumer<ContextGuest> onClose) {
    this.start = start;
    this.actor = actor;
    this.tasks = tasks;
    this.onClose = onClose;
  }

  @Override
  public IsolationLabel isolation() {
    return CONTEXT;
  }

  @Override
  public RunningInvocation invoke(GuestInvocation what, GuestLimits limits) {
    Invocation invocation = new Invocation(what, RunLimits.of(limits.lowerOf(start.limits())));
    invocations.add(invocation);
    tasks.add(invocation::run);
    if (closed) {
      invocation.cancel();
    }
    return invocation;
  }

  @Override
  public void close() {
    closed = true;
    invocations.forEach(Invocation::cancel);
    tasks.add(actor::close);
    onClose.accept(this);
  }

  /** An invocation of the guest: waiting, running, or done. */
  private final class Invocation implements RunningInvocation, RunListener {
    private final GuestInvocation what;
    private final RunLimits limits;
    private final CompletableFuture<GuestOutcome> outcome = new CompletableFuture<>();
    private final AtomicReference<@Nullable Thread> waiter = new AtomicReference<>();
    private volatile @Nullable GuestOutcome delivered;
    private boolean cancelled;
    private boolean running;

    Invocation(GuestInvocation what, RunLimits limits) {
      this.what = what;
      this.limits = limits;
    }

    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return outcome;
    }

    private void run() {
      synchronized (this) {
        running = !cancelled;
      }
      GuestOutcome result =
          running ? actor.run(what, limits, this) : new GuestOutcome.Cancelled(Usage.NONE);
      synchronized (this) {
        running = false;
      }
      invocations.remove(this);
      deliver(result);
    }

    /** Hands the outcome over: to the thread that waits here, or to all who wait elsewhere. */
    private void deliver(GuestOutcome result) {
      delivered = result;
      Thread waiting = waiter.get();
      if (waiting == null) {
        outcome.completeAsync(() -> result, Thread::startVirtualThread);
      } else {
        LockSupport.unpark(waiting);
      }
    }

    @Override
    public GuestOutcome await() {
      if (!waiter.compareAndSet(null, Thread.currentThread())) {
        return outcome.join();
      }
      long begin = System.nanoTime();
      GuestOutcome result = awaitDelivery(begin, patience.next());
      patience.waitedSince(begin);
      outcome.complete(result);
      return result;
    }

    /** Looks for the outcome for a while, and sleeps after that. */
    private GuestOutcome awaitDelivery(long begin, Duration most) {
      boolean interrupted = false;
      long passed = 0;
      GuestOutcome result = delivered;
      while (result == null) {
        if (passed < most.toNanos()) {
          patience.pause(passed);
          passed = System.nanoTime() - begin;
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
        result = delivered;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return result;
    }

    @Override
    public synchronized void started() {
      if (cancelled) {
        actor.stop(new StopReason.Requested());
      }
    }

    @Override
    public void stopping(StopReason reason) {
      // Nobody else has to know: the outcome tells.
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (running) {
        actor.stop(new StopReason.Requested());
      }
    }
  }
}
