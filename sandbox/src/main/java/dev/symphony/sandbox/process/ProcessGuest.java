package dev.symphony.sandbox.process;

import dev.symphony.kernel.gate.Answer;
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
import dev.symphony.kernel.service.Operation;
import dev.symphony.sandbox.context.StopReason;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.FromWorker;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The host's side of one guest in a worker. Invocations wait here for their turn; what the worker
 * says of the guest is checked against what it can know and do. Long because every message of the
 * guest has its check here.
 */
final class ProcessGuest implements GuestInstance {
  /** As many as the worker lets a guest have, and one that waits. */
  private static final int MAX_CALLS = 257;

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
  private final AtomicInteger callsUnderWay = new AtomicInteger();
  private final long[] waitedFor;

  private final Deque<ProcessInvocation> waiting = new ArrayDeque<>();
  private @Nullable ProcessInvocation current;
  private @Nullable WorkerEnd workerEnd;
  private boolean blamed;
  private boolean closed;
  private long invocations;
  private long lastCall;
  private long printed;
  private final MessageRate rate = new MessageRate();
  private volatile long allocated;

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
    this.waitedFor = waitedFor(start);
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
    if (closed) {
      invocation.complete(new GuestOutcome.Cancelled(Usage.NONE));
    } else if (workerEnd != null) {
      invocation.complete(new GuestOutcome.HostFault(workerEnd.error(), Usage.NONE));
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
    allocated = 0;
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

  /** The processor time of the worker so far, whoever uses it. */
  Duration workerCpu() {
    return worker.cpu().orElse(Duration.ZERO);
  }

  /** Whether the worker used more than all its guests can explain. */
  boolean overCpu(ProcessInvocation invocation, Duration used) {
    long guests = Math.max(1, worker.busyGuests());
    Duration most = invocation.limits().cpu().multipliedBy(CPU_BACKSTOP_FACTOR * guests);
    return used.compareTo(most.plus(CPU_BACKSTOP_SLACK)) > 0;
  }

  /** Lets this thread, which waits for an outcome, take in what the worker says. */
  void pump(BooleanSupplier enough) {
    worker.pump(enough);
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
    synchronized (this) {
      running = current == invocation;
      waiting.remove(invocation);
    }
    if (running) {
      Thread.startVirtualThread(
          () -> sendQuietly(new ToWorker.Stop(instance, invocation.number())));
      killUnlessDone(invocation);
    } else {
      invocation.complete(new GuestOutcome.Cancelled(Usage.NONE));
    }
  }

  private void killUnlessDone(ProcessInvocation invocation) {
    Duration grace = worker.openGuests() > 1 ? settings.graceShared() : settings.graceAlone();
    invocation.until(watch.after(grace, worker::kill));
  }

  private void sendQuietly(ToWorker message) {
    try {
      worker.send(message);
    } catch (IOException e) {
      // The worker is gone: its end comes to every guest.
    }
  }

  synchronized boolean busy() {
    return current != null;
  }

  /** The memory that the guest allocated, as the worker last said. */
  long allocated() {
    return allocated;
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
      if (current == null || call.call() <= lastCall) {
        throw new ProtocolException(
            "a call of a guest that is not running, or the same call twice");
      }
      lastCall = call.call();
      count(current);
    }
    if (callsUnderWay.incrementAndGet() > MAX_CALLS) {
      throw new ProtocolException("more than " + MAX_CALLS + " calls under way");
    }
    if (waitsFor(call)) {
      answer(call);
    } else {
      Thread.startVirtualThread(() -> answer(call));
    }
  }

  /** Counts a message; the guest is stopped when there are too many in a second. */
  private void count(ProcessInvocation sender) {
    if (rate.exceeds(sender.limits().messagesPerSecond())) {
      stop(sender, new StopReason.Hit(Limit.MESSAGES));
    }
  }

  /** Whether the guest stands still until the answer, which then comes without delay. */
  private boolean waitsFor(FromWorker.Call call) {
    for (int i = 0; i < waitedFor.length; i += 2) {
      if (waitedFor[i] == call.handle() && waitedFor[i + 1] == call.operation()) {
        return true;
      }
    }
    return false;
  }

  private static long[] waitedFor(GuestStart start) {
    return start.bindings().stream()
        .flatMap(binding -> binding.operations().stream())
        .filter(o -> o.declaration().mode() == Operation.Mode.SYNCHRONOUS)
        .flatMapToLong(o -> LongStream.of(o.handle(), o.declaration().index()))
        .toArray();
  }

  private void answer(FromWorker.Call call) {
    Answer answer = new Answer.Failed("service-fault", "the service failed unexpectedly");
    long generation = worker.handout().generation();
    try {
      answer = start.calls().call(call.handle(), call.operation(), call.arguments().toArray());
    } finally {
      callsUnderWay.decrementAndGet();
      reply(call, generation, answer);
    }
  }

  private void reply(FromWorker.Call call, long generation, Answer answer) {
    try {
      worker.send(message(call, generation, answer));
    } catch (FrameTooLongException e) {
      sendQuietly(
          new ToWorker.Reply(
              instance,
              call.call(),
              new Answer.Failed("result-too-large", "the answer is too large for a guest")));
    } catch (IOException e) {
      // The worker is gone: its end comes to every guest.
    }
  }

  private ToWorker message(FromWorker.Call call, long generation, Answer answer) {
    return answer instanceof Answer.Returned(var value)
        ? worker
            .handout()
            .of(generation, value)
            .<ToWorker>map(m -> mapped(call, m))
            .orElseGet(() -> new ToWorker.Reply(instance, call.call(), answer))
        : new ToWorker.Reply(instance, call.call(), answer);
  }

  private ToWorker.Mapped mapped(FromWorker.Call call, WorkerProcess.MappedContent mapped) {
    RawResources.Exposure content = mapped.content();
    return new ToWorker.Mapped(
        instance,
        call.call(),
        content.file().toString(),
        content.bytes(),
        mapped.table().toString(),
        content.slot(),
        content.generation());
  }

  void printed(FromWorker.Print print) throws ProtocolException {
    synchronized (this) {
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
    ProcessInvocation running = running(tripped.invocation());
    if (running.stopFor(new StopReason.Hit(tripped.limit()))) {
      killUnlessDone(running);
    }
  }

  void used(FromWorker.Used used) throws ProtocolException {
    running(used.invocation());
    allocated = used.allocatedBytes();
  }

  void ended(FromWorker.Ended ended) throws ProtocolException {
    ProcessInvocation running = running(ended.invocation());
    synchronized (this) {
      current = null;
    }
    running.ended(ended.end());
    advance();
  }

  private synchronized ProcessInvocation running(long invocation) throws ProtocolException {
    ProcessInvocation running = current;
    if (running == null || running.number() != invocation) {
      throw new ProtocolException("a message about an invocation that is not running");
    }
    return running;
  }

  /** What the worker says of a failure, or what is said when it says nothing. */
  static GuestError said(FromWorker.End end) {
    return end.error().orElse(new GuestError("guest-exception", "the guest failed"));
  }

  /** The worker is gone; {@code exhausted} when this guest used up its memory. */
  void workerEnded(WorkerEnd end, Optional<Limit> exhausted) {
    ProcessInvocation running;
    Deque<ProcessInvocation> others;
    synchronized (this) {
      workerEnd = end;
      running = current;
      blamed = exhausted.isPresent() || (running != null && running.stopped());
      current = null;
      others = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    if (running != null) {
      running.workerEnded(end, exhausted);
    }
    others.forEach(i -> i.workerEnded(end, Optional.empty()));
    startResult.complete(
        Optional.of(
            exhausted.isPresent() || end.outOfMemory()
                ? new GuestError("limit-heap", "the guest does not fit into its memory")
                : end.error()));
  }

  /** Whether its worker is gone, and not because of this guest. */
  synchronized boolean lostItsWorker() {
    return workerEnd != null && !blamed;
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
    sendQuietly(new ToWorker.Close(instance));
    onClose.run();
  }

  synchronized boolean closed() {
    return closed;
  }
}
