package dev.symphony.host.escape;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.sandbox.escape.Attempt;
import dev.symphony.sandbox.escape.Bait;
import java.util.Map;
import java.util.Optional;

/**
 * What held an attempt.
 *
 * @param barrier which wall
 * @param detail how that showed: a code, the name of an exception, a limit
 */
record Held(Barrier barrier, String detail) {
  /** The walls that an attempt can run into, as one sees them from outside. */
  enum Barrier {
    /** The engine's context: what the attempt needs is not there, or the engine refuses it. */
    CONTEXT,
    /** The gate: a capability that was not granted, or not for this. */
    GATE,
    /** The service itself, which the grant allowed to be called. */
    SERVICE,
    /** A limit; the guest was stopped. */
    LIMIT,
    /** The process: it ended, and with it nobody else's guest. */
    PROCESS
  }

  /** What held an attempt that ended so; empty when it has reached what it was after. */
  static Optional<Held> from(Attempt attempt, GuestOutcome outcome, Bait bait) {
    return escaped(attempt, outcome, bait) ? Optional.empty() : Optional.of(of(outcome));
  }

  private static boolean escaped(Attempt attempt, GuestOutcome outcome, Bait bait) {
    String said = outcome.toString();
    if (said.contains(bait.secret()) || bait.marked() || bait.visited()) {
      return true;
    }
    return switch (attempt.proof()) {
      case CLAIM -> found(outcome).filter(Boolean.TRUE::equals).isPresent();
      case LEAK -> Bait.tellingWords().stream().anyMatch(said::contains);
      case SECRET, MARK, VISIT, EXIT, ENDLESS, HOARD, OVERFLOW -> false;
    };
  }

  private static Optional<Object> found(GuestOutcome outcome) {
    return outcome instanceof GuestOutcome.Completed(Map<?, ?> answer, var _)
        ? Optional.ofNullable(answer.get("found"))
        : Optional.empty();
  }

  private static Held of(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Completed(Map<?, ?> answer, var _)
          when answer.get("stopped") instanceof String stopped ->
          new Held(barrier(stopped), stopped);
      case GuestOutcome.Completed c -> new Held(Barrier.CONTEXT, "nothing there");
      case GuestOutcome.Failed(GuestError error, var _) ->
          new Held(barrier(error.code()), error.code());
      case GuestOutcome.Denied(GuestError error, var _) -> new Held(Barrier.GATE, error.code());
      case GuestOutcome.LimitHit l -> new Held(Barrier.LIMIT, l.limit().id());
      case GuestOutcome.Cancelled c -> new Held(Barrier.LIMIT, "cancelled");
      case GuestOutcome.HostFault(GuestError error, var _) ->
          new Held(Barrier.PROCESS, error.code());
    };
  }

  private static Barrier barrier(String code) {
    if (code.startsWith("denied-") || code.startsWith("argument-")) {
      return Barrier.GATE;
    }
    if (code.startsWith("limit-")) {
      return Barrier.LIMIT;
    }
    return code.matches("(file|http|kv)-[a-z-]+") ? Barrier.SERVICE : Barrier.CONTEXT;
  }
}
