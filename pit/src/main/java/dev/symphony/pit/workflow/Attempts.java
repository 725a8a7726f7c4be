package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes attempts at nodes, each on a virtual thread of its own. */
final class Attempts {
  private final NodeExecutor executor;
  private final Consumer<Throwable> faults;

  Attempts(NodeExecutor executor, Consumer<Throwable> faults) {
    this.executor = executor;
    this.faults = faults;
  }

  /** Starts an attempt; {@code ended} hears of the outcome, on another thread, in any case. */
  Attempt start(NodeTask task, Consumer<GuestOutcome> ended) {
    Attempt attempt = new Attempt(task);
    Thread.ofVirtual().name("node-" + task.node().id()).start(() -> ended.accept(attempt.await()));
    return attempt;
  }

  /** An attempt on its way. */
  final class Attempt {
    private final NodeTask task;
    private final Object lock = new Object();
    private @Nullable RunningInvocation running;
    private boolean cancelled;

    private Attempt(NodeTask task) {
      this.task = task;
    }

    private GuestOutcome await() {
      try {
        RunningInvocation started = begin();
        return started == null ? new GuestOutcome.Cancelled(Usage.NONE) : started.outcome().join();
      } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
        faults.accept(e);
        GuestError error = new GuestError("host-fault", "the node could not be run");
        return new GuestOutcome.HostFault(error, Usage.NONE);
      }
    }

    private @Nullable RunningInvocation begin() {
      synchronized (lock) {
        if (cancelled) {
          return null;
        }
      }
      RunningInvocation started = executor.start(task);
      boolean tooLate;
      synchronized (lock) {
        running = started;
        tooLate = cancelled;
      }
      if (tooLate) {
        started.cancel();
      }
      return started;
    }

    /** Asks for the end, also of an attempt that has not got as far as running. */
    void cancel() {
      RunningInvocation started;
      synchronized (lock) {
        cancelled = true;
        started = running;
      }
      if (started != null) {
        started.cancel();
      }
    }
  }
}
