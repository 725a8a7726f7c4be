package dev.symphony.sandbox.ipc;

import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message from a worker to the host: input from the outside, whatever it says. */
public sealed interface FromWorker {
  /**
   * The worker is up and has run no guest yet; the first message.
   *
   * @param language the language of its guests
   * @param engine the name of the engine; it tells whether there is a compiler
   * @param lockedDown whether the system call filter is on
   */
  record Hello(String language, String engine, boolean lockedDown) implements FromWorker {}

  /** The context of a guest is there. */
  record Started(long instance) implements FromWorker {}

  /** The context of a guest cannot be had. */
  record NotStarted(long instance, GuestError error) implements FromWorker {}

  /** A guest calls an operation. */
  record Call(
      long instance, long call, long handle, int operation, List<@Nullable Object> arguments)
      implements FromWorker {}

  /** A guest printed text. */
  record Print(long instance, GuestConsole.Stream stream, String text) implements FromWorker {}

  /** A guest ran into a limit that the worker watches, and is being stopped. */
  record Tripped(long instance, long invocation, Limit limit) implements FromWorker {}

  /** An invocation ended. */
  record Ended(long instance, long invocation, End end) implements FromWorker {}

  /** What a guest allocated since memory began to be short: who exhausts it took most. */
  record Took(long instance, long invocation, long bytes) implements FromWorker {}

  /** A guest that the host closed is gone; nothing more comes of it. */
  record Closed(long instance) implements FromWorker {}

  /** The worker asks to get no more guests: something happened that may have damaged it. */
  record Retire(String reason) implements FromWorker {}

  /** The worker has given back what it does not need. */
  record Rested(long number) implements FromWorker {}

  /**
   * How an invocation ended, as the worker sees it.
   *
   * @param kind which outcome
   * @param value the result of a completed one
   * @param error the error of a failed or denied one
   * @param limit the limit of one that hit it
   * @param cpuNanos the processor time of the guest's thread
   */
  record End(
      Kind kind,
      @Nullable Object value,
      Optional<GuestError> error,
      Optional<Limit> limit,
      long cpuNanos) {

    /** The form for the way of {@code outcome}. */
    public static End of(GuestOutcome outcome) {
      long cpu = outcome.usage().cpu().toNanos();
      return switch (outcome) {
        case GuestOutcome.Completed c ->
            new End(Kind.COMPLETED, c.value(), Optional.empty(), Optional.empty(), cpu);
        case GuestOutcome.Failed f ->
            new End(Kind.FAILED, null, Optional.of(f.error()), Optional.empty(), cpu);
        case GuestOutcome.Denied d ->
            new End(Kind.DENIED, null, Optional.of(d.error()), Optional.empty(), cpu);
        case GuestOutcome.LimitHit l ->
            new End(Kind.LIMIT, null, Optional.empty(), Optional.of(l.limit()), cpu);
        case GuestOutcome.Cancelled c ->
            new End(Kind.STOPPED, null, Optional.empty(), Optional.empty(), cpu);
        case GuestOutcome.HostFault h ->
            new End(Kind.FAULT, null, Optional.of(h.error()), Optional.empty(), cpu);
      };
    }
  }

  /** Which outcome. */
  enum Kind {
    COMPLETED,
    FAILED,
    DENIED,
    LIMIT,
    STOPPED,
    FAULT
  }
}
