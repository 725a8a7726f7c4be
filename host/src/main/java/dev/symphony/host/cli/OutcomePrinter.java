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
    if (outcome instanceof GuestOutcome.Completed completed) {
      @Nullable Object value = completed.value();
      terminal.line(value instanceof String text ? text : JsonText.pretty(value));
    }
    error(outcome)
        .ifPresent(error -> {
          terminal.note(complaint(outcome, error));
          terminal.note("  more: docs/errors/" + error.code() + ".md");
        });
  }

  /** What went wrong with one of many, on one line; nothing when nothing did. */
  void brief(String name, GuestOutcome outcome) {
    error(outcome)
        .ifPresent(error ->
            terminal.note(
                String.format(
                    Locale.ROOT,
                    "%s: %s (%.1f s of processor time)",
                    name,
                    complaint(outcome, error),
                    outcome.usage().cpu().toMillis() / 1000.0)));
  }

  private String complaint(GuestOutcome outcome, GuestError error) {
    String kind = outcome instanceof GuestOutcome.HostFault ? "host fault" : outcome.id();
    return terminal.red(kind) + " " + error.code() + ": " + error.message();
  }

  /** What went wrong; nothing when nothing did. */
  static Optional<GuestError> error(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Completed c -> Optional.empty();
      case GuestOutcome.Failed f -> Optional.of(f.error());
      case GuestOutcome.Denied d -> Optional.of(d.error());
      case GuestOutcome.HostFault h -> Optional.of(h.error());
      case GuestOutcome.Cancelled c ->
          Optional.of(new GuestError("cancelled", "the invocation was cancelled"));
      case GuestOutcome.LimitHit l ->
          Optional.of(
              new GuestError(l.limit().code(), "stopped at the limit '" + l.limit().id() + "'"));
    };
  }
}
