package dev.symphony.sandbox.selftest;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A runtime that lets some programs do whatever they want, and passes the others on. */
record LeakyRuntime(GuestRuntime runtime, Predicate<String> lets) implements GuestRuntime {
  @Override
  public GuestInstance start(GuestStart start) throws GuestStartException {
    String text = start.program().files().values().iterator().next().toUtf8();
    return lets.test(text) ? new Unhindered() : runtime.start(start);
  }

  @Override
  public void close() {
    runtime.close();
  }

  private static final class Unhindered implements GuestInstance {
    @Override
    public IsolationLabel isolation() {
      return IsolationLabel.NONE;
    }

    @Override
    public RunningInvocation invoke(GuestInvocation what, GuestLimits limits) {
      return new Done();
    }

    @Override
    public void close() {}
  }

  private static final class Done implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return CompletableFuture.completedFuture(
          new GuestOutcome.Completed(Bytes.utf8("root:x:0:0"), Usage.NONE));
    }

    @Override
    public void cancel() {}
  }
}
