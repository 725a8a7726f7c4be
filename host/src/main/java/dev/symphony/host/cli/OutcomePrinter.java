package dev.symphony.host.cli;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows how an invocation ended, to people or to machines. */
final class OutcomePrinter {
  private final Terminal terminal;

  OutcomePrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One JSON object on one line. */
  void json(GuestOutcome outcome, String isolation) {
    json(outcome, isolation, Optional.empty());
  }

  /** The same with where the time went, when that is known. */
  void json(GuestOutcome outcome, String isolation, Optional<Map<String, Object>> times) {
    Map<String, @Nullable Object> members = JsonText.of(outcome, isolation);
    times.ifPresent(parts -> members.put("profile", parts));
    terminal.line(JsonText.compact(members));
  }

  /** Where the time went, beside the result. */
  void times(Map<String, Object> parts) {
    parts.forEach((part, millis) ->
        terminal.note(
            String.format(
                Locale.ROOT, "%-10s %10s%s", part, millis, part.equals("calls") ? "" : " ms")));
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
