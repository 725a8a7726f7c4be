package dev.symphony.kernel.guest;

import java.util.concurrent.CompletableFuture;

/** An invocation on its way. */
public interface RunningInvocation {
  /** Completes with the outcome, never exceptionally, and within the wall limit plus a grace. */
  CompletableFuture<GuestOutcome> outcome();

  /** Asks for the end; the outcome is then {@code Cancelled}, unless it was there before. */
  void cancel();
}
