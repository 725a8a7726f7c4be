package dev.symphony.kernel.guest;

import java.util.concurrent.CompletableFuture;

/** An invocation on its way. */
public interface RunningInvocation {
  /** Completes with the outcome, never exceptionally, and within the wall limit plus a grace. */
  CompletableFuture<GuestOutcome> outcome();

  /**
   * Waits for the outcome and gives it. Quicker than waiting for {@link #outcome}, where the
   * runtime can let the thread that waits do what another would have to do.
   */
  default GuestOutcome await() {
    return outcome().join();
  }

  /** Asks for the end; the outcome is then {@code Cancelled}, unless it was there before. */
  void cancel();
}
