package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import java.util.concurrent.CompletableFuture;

/** An invocation that ended before it began. */
record FinishedInvocation(GuestOutcome result) implements RunningInvocation {
  @Override
  public CompletableFuture<GuestOutcome> outcome() {
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public void cancel() {}
}
