package dev.symphony.host.bench;

import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest that is being measured. */
final class BenchSandbox implements AutoCloseable {
  private final Activation activation;
  private final GuestLimits limits;

  BenchSandbox(Activation activation, GuestLimits limits) {
    this.activation = activation;
    this.limits = limits;
  }

  /** Calls a function of the program and waits for its result, which must be there. */
  @Nullable Object call(String function, Object... arguments) {
    GuestOutcome outcome = outcome(function, arguments);
    if (outcome instanceof GuestOutcome.Completed completed) {
      return completed.value();
    }
    throw new BenchFailure(function + " did not complete: " + outcome);
  }

  /** Calls a function and waits for the end, whatever it is. */
  GuestOutcome outcome(String function, Object... arguments) {
    return begin(function, arguments).await();
  }

  RunningInvocation begin(String function, Object... arguments) {
    return activation.invoke(new GuestInvocation.Call(function, List.of(arguments)), limits);
  }

  /** The same guest, with other limits for what is called. */
  BenchSandbox within(GuestLimits others) {
    return new BenchSandbox(activation, others);
  }

  String isolation() {
    return activation.isolation().toString();
  }

  @Override
  public void close() {
    activation.close();
  }
}
