package dev.symphony.host.serve;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The one place that calls of an extension go to while its versions change. A call goes to the
 * version in force and stays there until it ends; a new version takes over between two calls. The
 * one before it stays ready until the new one has kept to its error budget for a while, and takes
 * over again when it has not.
 */
public final class Serving implements AutoCloseable {

  /**
   * How many calls a new version may fail while it is on trial.
   *
   * @param calls how many calls the trial lasts; none for no trial
   * @param failures how many of them may fail
   */
  public record Budget(int calls, int failures) {
    /** Of the first 200 calls at most 4 may fail, that is 2%. */
    public static final Budget USUAL = new Budget(200, 4);

    /** No trial: the version before is ended at once. */
    public static final Budget NONE = new Budget(0, 0);
  }

  /** How a swap came out. */
  public enum Swapped {
    /** The new version takes the calls. */
    DONE,
    /** The old one was not quiet in time for the hand-over, and goes on. */
    BUSY,
    /** The hand-over failed, and the old one goes on. */
    REFUSED
  }

  /** Hears what becomes of versions. */
  public interface Listener {
    /** A version takes over again, because the one after it failed too often. */
    void rolledBack(Activation before);

    /** A version has ended, and nothing of it runs any more. */
    void ended(Activation activation);
  }

  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final KernelClock clock;
  private final AuditPort audit;
  private final Duration patience;
  private final Listener listener;
  private final Set<Thread> ending = ConcurrentHashMap.newKeySet();
  private volatile Activation current;
  private volatile @Nullable Trial trial;
  private volatile boolean closing;

  /**
   * Serves {@code first}, which is closed with this.
   *
   * @param patience how long calls under way may take to end when their version is replaced
   */
  public Serving(
      Activation first, Duration patience, Listener listener, KernelClock clock, AuditPort audit) {
    this.current = first;
    this.listener = listener;
    this.patience = patience;
    this.clock = clock;
    this.audit = audit;
  }

  /** The version that new calls go to. */
  public Activation current() {
    return current;
  }

  /** Starts a call of the version in force; waits while a hand-over is under way. */
  public RunningInvocation invoke(GuestInvocation invocation) {
    lock.readLock().lock();
    try {
      Activation target = current;
      RunningInvocation running =
          target.invoke(invocation, target.extension().descriptor().limits());
      var _ = running.outcome().thenAccept(outcome -> settled(target, outcome));
      return running;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Lets {@code next} take over at once; calls under way end where they are. When they have ended,
   * or patience has, this returns.
   */
  public void replace(Activation next, Budget budget) {
    Activation before;
    lock.writeLock().lock();
    try {
      before = takeOver(next, budget);
    } finally {
      lock.writeLock().unlock();
    }
    before.awaitQuiet(clock.monotonicNanos() + patience.toNanos());
  }

  /**
   * Lets {@code next} take over after a hand-over: new calls wait until the calls under way have
   * ended and {@code handOver} has carried the state from the old one to the new one.
   *
   * @param handOver gets both, and says whether it worked
   */
  public Swapped replace(
      Activation next, Budget budget, BiPredicate<Activation, Activation> handOver) {
    lock.writeLock().lock();
    try {
      if (!current.awaitQuiet(clock.monotonicNanos() + patience.toNanos())) {
        return Swapped.BUSY;
      }
      if (!handOver.test(current, next)) {
        return Swapped.REFUSED;
      }
      takeOver(next, budget);
      return Swapped.DONE;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Activation takeOver(Activation next, Budget budget) {
    Optional.ofNullable(trial).ifPresent(Trial::pass);
    Activation before = current;
    Trial begun = new Trial(before, next, budget);
    trial = begun;
    current = next;
    record("swapped", before, next);
    if (budget.calls() == 0) {
      begun.pass();
    }
    return before;
  }

  /** Waits for those who have looked up the version in force, and have not begun their call yet. */
  private void awaitCallers() {
    lock.writeLock().lock();
    try {
      Thread.onSpinWait();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void settled(Activation target, GuestOutcome outcome) {
    Trial running = trial;
    if (running != null && running.next == target) {
      running.count(outcome);
    }
  }

  private void record(String decision, Activation from, Activation to) {
    audit.record(
        new AuditEvent.Decided(
            clock.epochMillis(),
            "kernel",
            to.extension().descriptor().id().toString(),
            decision,
            "from " + from.extension().descriptor().id()));
  }

  /** Whether the version in force is on trial, and the one before it is kept ready. */
  public boolean onTrial() {
    Trial running = trial;
    return running != null && !running.isOver();
  }

  /** Ends the version in force, and the one that is kept ready. */
  @Override
  public void close() {
    closing = true;
    lock.writeLock().lock();
    try {
      Optional.ofNullable(trial).ifPresent(Trial::pass);
      current.close();
    } finally {
      lock.writeLock().unlock();
    }
    listener.ended(current);
    awaitEnding();
  }

  private void awaitEnding() {
    try {
      for (Thread thread : ending) {
        thread.join(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@code activation} as soon as nobody is on the way to it and its calls have ended. */
  private void end(Activation activation) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              awaitCallers();
              long left = closing ? 0 : patience.toNanos();
              activation.awaitQuiet(clock.monotonicNanos() + left);
              activation.close();
              listener.ended(activation);
              ending.remove(Thread.currentThread());
            });
    ending.add(thread);
    thread.start();
  }

  /** The first calls of a new version, while the one before it is kept ready. */
  private final class Trial {
    private final Activation before;
    private final Activation next;
    private final Budget budget;
    private int calls;
    private int failures;
    private boolean over;

    Trial(Activation before, Activation next, Budget budget) {
      this.before = before;
      this.next = next;
      this.budget = budget;
    }

    synchronized void count(GuestOutcome outcome) {
      if (over) {
        return;
      }
      calls++;
      boolean good =
          outcome instanceof GuestOutcome.Completed || outcome instanceof GuestOutcome.Cancelled;
      failures += good ? 0 : 1;
      if (failures > budget.failures()) {
        over = true;
        current = before;
        record("rolled-back", next, before);
        Thread.startVirtualThread(() -> listener.rolledBack(before));
        end(next);
      } else if (calls >= budget.calls()) {
        pass();
      }
    }

    synchronized void pass() {
      if (!over) {
        over = true;
        end(before);
      }
    }

    synchronized boolean isOver() {
      return over;
    }
  }
}
