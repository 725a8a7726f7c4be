package dev.symphony.host.topology;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.sandbox.peer.PeerCapability;
import dev.symphony.sandbox.peer.PeerPort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process beside the kernel, and its successors: when it ends, or is to be replaced, another
 * takes its place, and calls that had no answer are made again there. Every operation of a member
 * bears that: what it keeps on the disk it keeps once, and what it had in memory is gone with the
 * process.
 */
final class Station implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(1);

  /** Where processes come from that are nothing yet. */
  @FunctionalInterface
  interface Source {
    MemberProcess take() throws IOException;
  }

  /**
   * That a successor took over.
   *
   * @param nanos from when the end of the one before was noticed until the successor served
   */
  record Succession(long nanos) {}

  private final String name;
  private final Source source;
  private final Consumer<MemberProcess> opening;
  private final KernelClock clock;
  private final Consumer<Throwable> faults;
  private final AtomicInteger underWay = new AtomicInteger();
  private final List<Succession> successions = new CopyOnWriteArrayList<>();
  private volatile @Nullable MemberProcess current;
  private volatile boolean closed;

  /**
   * A station whose first process is started at once.
   *
   * @param opening tells a new process what it is
   */
  Station(
      String name,
      Source source,
      Consumer<MemberProcess> opening,
      KernelClock clock,
      Consumer<Throwable> faults) {
    this.name = name;
    this.source = source;
    this.opening = opening;
    this.clock = clock;
    this.faults = faults;
  }

  /** Starts the first process. */
  synchronized Station open() throws IOException {
    if (current == null) {
      install();
    }
    return this;
  }

  private void install() throws IOException {
    MemberProcess next = source.take();
    try {
      opening.accept(next);
    } catch (RuntimeException e) {
      next.kill();
      throw e;
    }
    current = next;
    var _ = next.port().gone().thenRunAsync(() -> succeed(next), Station::onThread);
  }

  private static void onThread(Runnable task) {
    Thread.ofPlatform().daemon().name("succession").start(task);
  }

  /** Puts a successor in the place of a process that is gone. */
  private synchronized void succeed(MemberProcess gone) {
    if (closed || !gone.equals(current)) {
      return;
    }
    long began = clock.monotonicNanos();
    current = null;
    gone.killAndWait();
    for (int attempt = 1; current == null && !closed; attempt++) {
      try {
        install();
        successions.add(new Succession(clock.monotonicNanos() - began));
      } catch (IOException | RuntimeException e) {
        faults.accept(e);
        LockSupport.parkNanos(this, LOOK.toNanos() << Math.min(attempt, 10));
      }
    }
  }

  /** Calls a member here, or at the successor when the process ends meanwhile. */
  Answer call(PeerCapability capability, int operation, @Nullable Object[] values) {
    while (true) {
      MemberProcess process = enter();
      Answer answer;
      try {
        answer = process.port().call(capability, operation, values);
      } finally {
        underWay.decrementAndGet();
      }
      if (closed || !(answer instanceof Answer.Failed failed && isGone(failed, process))) {
        return answer;
      }
      awaitOtherThan(process);
    }
  }

  /** Whether nobody has answered; a member may say of others that they are gone. */
  private static boolean isGone(Answer.Failed failed, MemberProcess process) {
    return failed.code().equals(PeerPort.GONE) && process.port().hasEnded();
  }

  private MemberProcess enter() {
    while (true) {
      underWay.incrementAndGet();
      MemberProcess process = current;
      if (process != null) {
        return process;
      }
      underWay.decrementAndGet();
      awaitOtherThan(null);
    }
  }

  private void awaitOtherThan(@Nullable MemberProcess before) {
    long end = clock.monotonicNanos() + PATIENCE.toNanos();
    while (current == null || Objects.equals(current, before)) {
      if (closed || clock.monotonicNanos() > end) {
        throw new ServiceFailure(PeerPort.GONE, name + " has no process");
      }
      LockSupport.parkNanos(this, LOOK.toNanos());
    }
  }

  /**
   * Replaces the process while it is in use: calls under way may end, the members are closed, and
   * what was called meanwhile waits for the successor.
   */
  synchronized void replace() throws IOException {
    MemberProcess old = current;
    if (old == null || closed) {
      return;
    }
    long began = clock.monotonicNanos();
    current = null;
    while (underWay.get() > 0 && clock.monotonicNanos() - began < DRAIN.toNanos()) {
      LockSupport.parkNanos(this, LOOK.toNanos());
    }
    stop(old);
    install();
    successions.add(new Succession(clock.monotonicNanos() - began));
  }

  /** The process there is now. */
  Optional<MemberProcess> process() {
    return Optional.ofNullable(current);
  }

  /** Every take-over so far; one that is under way is waited for. */
  synchronized List<Succession> successions() {
    return List.copyOf(successions);
  }

  /** Lets no successor follow any more; whoever waits for one is told. */
  void retire() {
    closed = true;
  }

  /** Ends the process; a successor that is on its way is waited for, and ends too. */
  @Override
  public synchronized void close() {
    retire();
    MemberProcess last = current;
    if (last != null) {
      stop(last);
    }
  }

  /** Closes the members of a process, as long as it listens, and ends it. */
  private void stop(MemberProcess process) {
    CompletableFuture.delayedExecutor(DRAIN.toMillis(), TimeUnit.MILLISECONDS)
        .execute(process::kill);
    try {
      process.control().stop();
    } catch (ServiceFailure e) {
      faults.accept(e);
    }
    process.killAndWait();
  }
}
