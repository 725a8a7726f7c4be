package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A guest that outlives its worker: when the worker ended through no fault of the guest, the next
 * invocation starts it anew, in another worker and from its program. What it kept in memory is
 * gone, and an invocation that was under way is not repeated.
 */
final class RestartingGuest implements GuestInstance {
  /** Starts the guest anew. */
  @FunctionalInterface
  interface Restart {
    ProcessGuest start() throws GuestStartException;
  }

  private final Restart restart;
  private ProcessGuest current;
  private boolean closed;

  RestartingGuest(ProcessGuest first, Restart restart) {
    this.current = first;
    this.restart = restart;
  }

  @Override
  public synchronized IsolationLabel isolation() {
    return current.isolation();
  }

  @Override
  public synchronized OptionalLong process() {
    return current.process();
  }

  @Override
  public synchronized RunningInvocation invoke(GuestInvocation what, GuestLimits limits) {
    if (!closed && current.lostItsWorker()) {
      try {
        ProcessGuest anew = restart.start();
        current.close();
        current = anew;
      } catch (GuestStartException e) {
        return new NotBegun(new GuestOutcome.HostFault(e.error(), Usage.NONE));
      }
    }
    return current.invoke(what, limits);
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.close();
  }

  /** An invocation for which there is no guest. */
  private record NotBegun(GuestOutcome why) implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return CompletableFuture.completedFuture(why);
    }

    @Override
    public void cancel() {
      // It is over already.
    }
  }
}
