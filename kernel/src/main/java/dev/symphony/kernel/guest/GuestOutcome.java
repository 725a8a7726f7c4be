package dev.symphony.kernel.guest;

import org.jspecify.annotations.Nullable;

/** How an invocation ended. */
public sealed interface GuestOutcome {
  /** What the invocation used, as far as is known. */
  Usage usage();

  /** The name in results. */
  String id();

  /** The guest returned {@code value}. */
  record Completed(@Nullable Object value, Usage usage) implements GuestOutcome {
    @Override
    public String id() {
      return "completed";
    }
  }

  /** The guest's own fault: it threw, does not parse, or returned something that is no value. */
  record Failed(GuestError error, Usage usage) implements GuestOutcome {
    @Override
    public String id() {
      return "failed";
    }
  }

  /** The guest was stopped at a limit. */
  record LimitHit(Limit limit, Usage usage) implements GuestOutcome {
    @Override
    public String id() {
      return "limit";
    }
  }

  /** The guest ended because the gate refused a call and it did not cope with that. */
  record Denied(GuestError error, Usage usage) implements GuestOutcome {
    @Override
    public String id() {
      return "denied";
    }
  }

  /** Somebody cancelled the invocation. */
  record Cancelled(Usage usage) implements GuestOutcome {
    @Override
    public String id() {
      return "cancelled";
    }
  }

  /** The host's fault or the worker's: nothing is known about what the guest would have done. */
  record HostFault(GuestError error, Usage usage) implements GuestOutcome {
    @Override
    public String id() {
      return "hostFault";
    }
  }
}
