package dev.symphony.host.cli;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;

/** Shows how an invocation ended, to people or to machines. */
final class OutcomePrinter {
  private final Terminal terminal;

  OutcomePrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One JSON object on one line. */
  void json(GuestOutcome outcome, String isolation) {
    terminal.line(JsonText.compact(JsonText.of(outcome, isolation)));
  }

  /** The value, or what went wrong and where to read more. */
  void text(GuestOutcome outcome) {
    switch (outcome) {
      case GuestOutcome.Completed c ->
          terminal.line(c.value() instanceof String s ? s : JsonText.pretty(c.value()));
      case GuestOutcome.Failed f -> complain("failed", f.error());
      case GuestOutcome.Denied d -> complain("denied", d.error());
      case GuestOutcome.HostFault h -> complain("host fault", h.error());
      case GuestOutcome.Cancelled c ->
          complain("cancelled", new GuestError("cancelled", "the invocation was cancelled"));
      case GuestOutcome.LimitHit l ->
          complain(
              "limit",
              new GuestError(l.limit().code(), "stopped at the limit '" + l.limit().id() + "'"));
    }
  }

  private void complain(String kind, GuestError error) {
    terminal.note(terminal.red(kind) + " " + error.code() + ": " + error.message());
    terminal.note("  more: docs/errors/" + error.code() + ".md");
  }
}
