package dev.symphony.kernel;

import dev.symphony.kernel.guest.GuestError;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Guests whose invocations end when, and as, the test says. */
public final class ScriptedRuntime implements GuestRuntime {
  /** Every start, in order. */
  public final List<GuestStart> starts = new ArrayList<>();

  /** Every invocation that was begun, in order. */
  public final List<CompletableFuture<GuestOutcome>> begun = new ArrayList<>();

  /** The starts that fail before the first one succeeds. */
  public int failingStarts;

  @Override
  public GuestInstance start(GuestStart start) throws GuestStartException {
    if (failingStarts-- > 0) {
      throw new GuestStartException(
          new GuestError("worker-start", "no worker"), new IllegalStateException());
    }
    starts.add(start);
    return new Instance();
  }

  @Override
  public void close() {}

  private final class Instance implements GuestInstance {
    private final List<CompletableFuture<GuestOutcome>> own = new ArrayList<>();

    @Override
    public IsolationLabel isolation() {
      return IsolationLabel.NONE;
    }

    @Override
    public RunningInvocation invoke(GuestInvocation invocation, GuestLimits limits) {
      CompletableFuture<GuestOutcome> outcome = new CompletableFuture<>();
      begun.add(outcome);
      own.add(outcome);
      return new RunningInvocation() {
        @Override
        public CompletableFuture<GuestOutcome> outcome() {
          return outcome;
        }

        @Override
        public void cancel() {
          outcome.complete(new GuestOutcome.Cancelled(Usage.NONE));
        }
      };
    }

    @Override
    public void close() {
      own.forEach(o -> o.complete(new GuestOutcome.Cancelled(Usage.NONE)));
    }
  }
}
