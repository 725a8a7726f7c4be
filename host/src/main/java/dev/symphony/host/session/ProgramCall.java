package dev.symphony.host.session;

import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program evaluated and then, if asked for, one of its functions called. The limits hold for both
 * steps together. At the end everything that it needed is closed.
 */
final class ProgramCall implements RunningInvocation {
  private final Activation activation;
  private final GuestLimits limits;
  private final AtomicReference<RunningInvocation> current;
  private final CompletableFuture<GuestOutcome> outcome;

  private ProgramCall(
      Activation activation,
      GuestLimits limits,
      Optional<GuestInvocation.Call> call,
      Runnable close) {
    this.activation = activation;
    this.limits = limits;
    RunningInvocation evaluation = activation.invoke(new GuestInvocation.Evaluate(), limits);
    this.current = new AtomicReference<>(evaluation);
    this.outcome =
        evaluation
            .outcome()
            .thenCompose(evaluated -> next(evaluated, call))
            .whenComplete((result, fault) -> close.run());
  }

  /**
   * Starts with the evaluation.
   *
   * @param close closes the activation, and what else was made for the call
   */
  static RunningInvocation start(
      Activation activation,
      GuestLimits limits,
      Optional<GuestInvocation.Call> call,
      Runnable close) {
    return new ProgramCall(activation, limits, call, close);
  }

  private CompletableFuture<GuestOutcome> next(
      GuestOutcome evaluated, Optional<GuestInvocation.Call> call) {
    if (call.isEmpty() || !(evaluated instanceof GuestOutcome.Completed)) {
      return CompletableFuture.completedFuture(evaluated);
    }
    RunningInvocation running = activation.invoke(call.get(), rest(evaluated.usage()));
    current.set(running);
    return running.outcome().thenApply(ended -> added(ended, evaluated.usage()));
  }

  @Override
  public CompletableFuture<GuestOutcome> outcome() {
    return outcome.copy();
  }

  @Override
  public void cancel() {
    current.get().cancel();
  }

  private GuestLimits rest(Usage used) {
    return limits
        .withCpu(atLeastOneMilli(limits.cpu().minus(used.cpu())))
        .withWall(atLeastOneMilli(limits.wall().minus(used.wall())));
  }

  private static Duration atLeastOneMilli(Duration left) {
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }

  private static GuestOutcome added(GuestOutcome outcome, Usage before) {
    Usage now = outcome.usage();
    Usage sum = new Usage(now.cpu().plus(before.cpu()), now.wall().plus(before.wall()));
    return switch (outcome) {
      case GuestOutcome.Completed c -> new GuestOutcome.Completed(c.value(), sum);
      case GuestOutcome.Failed f -> new GuestOutcome.Failed(f.error(), sum);
      case GuestOutcome.LimitHit l -> new GuestOutcome.LimitHit(l.limit(), sum);
      case GuestOutcome.Denied d -> new GuestOutcome.Denied(d.error(), sum);
      case GuestOutcome.Cancelled c -> new GuestOutcome.Cancelled(sum);
      case GuestOutcome.HostFault h -> new GuestOutcome.HostFault(h.error(), sum);
    };
  }
}
