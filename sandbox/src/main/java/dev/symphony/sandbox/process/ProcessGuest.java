package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.sandbox.context.StopReason;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.Patience;
import dev.symphony.sandbox.ipc.ProtocolException;
import dev.symphony.sandbox.ipc.ToWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The host's side of one guest in a worker. Invocations wait here for their turn; what the worker
 * says of the guest is checked against what it can know and do. Long because every message of the
 * guest has its check here.
 */
final class ProcessGuest implements GuestInstance {
  /** Who has taken less than this part of its memory since that is short has not used it up. */
  private static final int LITTLE_PART = 8;

  private static final GuestError ENDED =
      new GuestError("guest-ended", "the guest was ended before");
  private static final int CPU_BACKSTOP_FACTOR = 3;
  private static final Duration CPU_BACKSTOP_SLACK = Duration.ofSeconds(3);
  private static final long PRINT_SLACK = 64 << 10;

  private final WorkerProcess worker;
  private final long instance;
  private final GuestStart start;
  private final RuntimeSettings settings;
  private final HostWatch watch;
  private final Runnable onClose;
  private final CompletableFuture<Optional<GuestError>> startResult = new CompletableFuture<>();
  private final CallDesk desk;

  private final Deque<ProcessInvocation> waiting = new ArrayDeque<>();
  private @Nullable ProcessInvocation current;
  private volatile @Nullable WorkerEnd workerEnd;
  private boolean guilty;
  private boolean closed;
  private long invocations;
  private long lastCall;
  private long printed;
  private final MessageRate rate = new MessageRate();
  private final Patience patience = new Patience();
  private volatile long taken;

  ProcessGuest(
      WorkerProcess worker,
      long instance,
      GuestStart start,
      RuntimeSettings settings,
      HostWatch watch,
      Runnable onClose) {
    this.worker = worker;
    this.instance = instance;
    this.start = start;
    this.settings = settings;
    this.watch = watch;
    this.onClose = onClose;
    this.desk = new CallDesk(worker, instance, start, this::present);
  }

  @Override
  public IsolationLabel isolation() {
    return worker.isolation();
  }

  @Override
  public OptionalLong process() {
    return OptionalLong.of(worker.pid());
  }

  void awaitStart(Duration timeout) throws GuestStartException {
    GuestError error;
    try {
      error = startResult.get(timeout.toNanos(), TimeUnit.NANOSECONDS).orElse(null);
      if (error == null) {
        return;
      }
      close();
      throw new GuestStartException(error, new IOException("the worker refused"));
    } catch (TimeoutException | ExecutionException e) {
      worker.kill();
      close();
      throw new GuestStartException(
          new GuestError("guest-start", "the guest did not start in time"), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new GuestStartException(new GuestError("guest-start", "the start was called off"), e);
    }
  }

  @Override
  public synchronized RunningInvocation invoke(GuestInvocation what, GuestLimits limits) {
    ProcessInvocation invocation =
        new ProcessInvocation(this, ++invocations, what, limits.lowerOf(start.limits()));
    WorkerEnd end = workerEnd;
    if (closed) {
      invocation.complete(new GuestOutcome.Cancelled(Usage.NONE));
    } else if (end != null) {
      invocation.complete(new GuestOutcome.HostFault(guilty ? ENDED : end.error(), Usage.NONE));
    } else {
      waiting.add(invocation);
      advance();
    }
    return invocation;
  }

  /** Lets the next invocation have its turn, when the guest is free. */
  private synchronized void advance() {
    ProcessInvocation next = current == null ? waiting.poll() : null;
    if (next == null) {
      return;
    }
    current = next;
    printed = 0;
    taken = 0;
    rate.restart(System.nanoTime());
    next.started();
    watch.add(next);
    try {
      worker.send(
          new ToWorker.Invoke(
              instance,
              next.number(),
              next.what(),
              next.limits().cpu().toNanos(),
              next.limits().outputBytes()));
    } catch (FrameTooLongException e) {
      current = null;
      next.complete(
          new GuestOutcome.HostFault(
              new GuestError("argument-too-large", "the input of the guest is too large"),
              Usage.NONE));
      advance();
    } catch (IOException e) {
      // The worker is gone: its end comes to every guest.
    }
  }

  /** Begins to charge for the processor time of the worker. */
  ChargedTime charge() {
    return new ChargedTime(worker);
  }

  /** Whether the worker used more than all its guests can explain. */
  boolean overCpu(ProcessInvocation invocation, Duration used) {
    long guests = Math.max(1, worker.busyGuests());
    Duration most = invocation.limits().cpu().multipliedBy(CPU_BACKSTOP_FACTOR * guests);
    return used.compareTo(most.plus(CPU_BACKSTOP_SLACK)) > 0;
  }

  /** Lets this thread, which waits for an outcome, take in what the worker says. */
  void pump(BooleanSupplier enough) {
    worker.pump(enough, patience);
  }

  /** Learns for the next time that an outcome was waited for since {@code begin}. */
  void waitedSince(long begin) {
    patience.waitedSince(begin);
  }

  /** An invocation is over; it needs to be watched no longer. */
  void settled(ProcessInvocation invocation) {
    watch.remove(invocation);
  }

  /** Stops an invocation: the worker is told, and killed when that does not help in time. */
  void stop(ProcessInvocation invocation, StopReason reason) {
    if (!invocation.stopFor(reason)) {
      return;
    }
    boolean running;
    boolean waited;
    synchronized (this) {
      running = current == invocation;
      waited = waiting.remove(invocation);
    }
    if (running) {
      Thread.startVirtualThread(
          () -> worker.sendQuietly(new ToWorker.Stop(instance, invocation.number())));
      killUnlessDone(invocation);
    } else if (waited) {
      invocation.complete(new GuestOutcome.Cancelled(Usage.NONE));
    }
  }

  private void killUnlessDone(ProcessInvocation invocation) {
    Duration grace = worker.openGuests() > 1 ? settings.graceShared() : settings.graceAlone();
    invocation.until(watch.after(grace, () -> killFor(invocation)));
  }

  /**
   * Ends the worker because of an invocation, which is over with that: what the worker may still
   * have said of this guest is heard no more, and the system takes the process away in its own
   * time.
   */
  private void killFor(ProcessInvocation invocation) {
    synchronized (this) {
      if (current != invocation) {
        return;
      }
    }
    worker.kill();
    workerEnded(WorkerEnd.killed(), Blame.NONE);
  }

  synchronized boolean busy() {
    return current != null;
  }

  /** The bytes that its invocation allocated since memory is short, as the worker last said. */
  long taken() {
    return taken;
  }

  /** Whether that can have used up the memory. */
  boolean tookMuch() {
    return taken > start.limits().heapBytes() / LITTLE_PART;
  }

  void started() throws ProtocolException {
    if (!startResult.complete(Optional.empty())) {
      throw new ProtocolException("a guest starts twice");
    }
  }

  void notStarted(GuestError error) throws ProtocolException {
    if (!startResult.complete(Optional.of(error))) {
      throw new ProtocolException("a guest starts twice");
    }
  }

  void called(FromWorker.Call call) throws ProtocolException {
    synchronized (this) {
      if (workerEnd != null) {
        return;
      }
      if (current == null || call.call() <= lastCall) {
        throw new ProtocolException(
            "a call of a guest that is not running, or the same call twice");
      }
      lastCall = call.call();
      count(current);
    }
    desk.take(call);
  }

  /** Counts a message; the guest is stopped when there are too many in a second. */
  private void count(ProcessInvocation sender) {
    if (rate.exceeds(sender.limits().messagesPerSecond())) {
      stop(sender, new StopReason.Hit(Limit.MESSAGES));
    }
  }

  void printed(FromWorker.Print print) throws ProtocolException {
    synchronized (this) {
      if (workerEnd != null) {
        return;
      }
      ProcessInvocation running = current;
      printed += print.text().length();
      if (running == null || printed > running.limits().outputBytes() + PRINT_SLACK) {
        throw new ProtocolException("more console output than the guest may make");
      }
      count(running);
    }
    start.console().print(print.stream(), print.text());
  }

  void tripped(FromWorker.Tripped tripped) throws ProtocolException {
    ProcessInvocation running = reporting(tripped.invocation());
    if (running != null && running.stopFor(new StopReason.Hit(tripped.limit()))) {
      killUnlessDone(running);
    }
  }

  void took(FromWorker.Took took) throws ProtocolException {
    if (reporting(took.invocation()) != null) {
      taken = took.bytes();
    }
  }

  void ended(FromWorker.Ended ended) throws ProtocolException {
    ProcessInvocation running;
    synchronized (this) {
      running = running(ended.invocation());
      current = null;
    }
    if (running != null) {
      running.ended(ended.end());
      advance();
    }
  }

  /** The invocation that a message reports of, which counts as the guest's. */
  private synchronized @Nullable ProcessInvocation reporting(long invocation)
      throws ProtocolException {
    ProcessInvocation running = running(invocation);
    if (running != null) {
      count(running);
    }
    return running;
  }

  /** The invocation that a message is about; nothing counts any more when the worker was ended. */
  private synchronized @Nullable ProcessInvocation running(long invocation)
      throws ProtocolException {
    if (workerEnd != null) {
      return null;
    }
    ProcessInvocation running = current;
    if (running == null || running.number() != invocation) {
      throw new ProtocolException("a message about an invocation that is not running");
    }
    return running;
  }

  /** Whether its worker is there; calls of a guest that was ended are not made any more. */
  private boolean present() {
    return workerEnd == null;
  }

  /** What the worker says of a failure, or what is said when it says nothing. */
  static GuestError said(FromWorker.End end) {
    return end.error().orElse(new GuestError("guest-exception", "the guest failed"));
  }

  /**
   * The worker is gone, or as good as that. The first end counts.
   *
   * @param blame whether this guest used up its memory
   */
  void workerEnded(WorkerEnd end, Blame blame) {
    ProcessInvocation running;
    Deque<ProcessInvocation> others;
    synchronized (this) {
      if (workerEnd != null) {
        return;
      }
      workerEnd = end;
      running = current;
      guilty = blame == Blame.PROVEN || (running != null && running.stopped());
      current = null;
      others = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    if (running != null) {
      running.workerEnded(end, blame);
    }
    others.forEach(i -> i.workerEnded(end, Blame.NONE));
    startResult.complete(
        Optional.of(
            end.outOfMemory()
                ? new GuestError("limit-heap", "the guest does not fit into its memory")
                : end.error()));
  }

  /** Whether its worker is gone, and not because of this guest. */
  synchronized boolean lostItsWorker() {
    return workerEnd != null && !guilty;
  }

  @Override
  public void close() {
    ProcessInvocation running;
    Deque<ProcessInvocation> others;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      running = current;
      others = new ArrayDeque<>(waiting);
    }
    others.forEach(ProcessInvocation::cancel);
    if (running != null) {
      running.cancel();
    }
    worker.sendQuietly(new ToWorker.Close(instance));
    onClose.run();
  }

  synchronized boolean closed() {
    return closed;
  }
}
