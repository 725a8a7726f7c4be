package dev.symphony.host.cli;

import dev.symphony.kernel.guest.GuestOutcome;

/** The exit codes of the command line; 0 means that everything completed. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int LIMIT = 3;
  static final int DENIED = 4;
  static final int ERROR = 5;
  static final int HOST_FAULT = 70;
  static final int CANCELLED = 130;

  private ExitCode() {}

  static int of(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Completed c -> OK;
      case GuestOutcome.Failed f -> FAILED;
      case GuestOutcome.LimitHit l -> LIMIT;
      case GuestOutcome.Denied d -> DENIED;
      case GuestOutcome.Cancelled c -> CANCELLED;
      case GuestOutcome.HostFault h -> HOST_FAULT;
    };
  }
}
