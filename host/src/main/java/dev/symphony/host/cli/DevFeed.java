package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.author.GateCrossing;
import dev.symphony.host.author.MissingGrant;
import dev.symphony.host.author.dev.DevelopedExtension;
import dev.symphony.host.author.dev.LocatedCalls;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.registry.manifest.RequestedCapability;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows an author what a run does while it does it. */
final class DevFeed implements Consumer<GateCrossing> {
  private static final int MAX_CALLS_SHOWN = 100;

  private final Terminal terminal;
  private final Set<MissingGrant> advised = new HashSet<>();
  private Supplier<List<RequestedCapability>> requested = List::of;
  private long calls;

  DevFeed(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Tells whose runs are shown. */
  synchronized void runs(DevelopedExtension extension) {
    requested = extension::requested;
  }

  /** A run begins. */
  synchronized void begin(String cause) {
    calls = 0;
    advised.clear();
    terminal.note("-- " + cause);
  }

  @Override
  public synchronized void accept(GateCrossing crossing) {
    String call = crossing.service() + "." + crossing.operation() + " " + crossing.resource();
    switch (crossing.result()) {
      case GateCrossing.Passed p -> {
        if (++calls <= MAX_CALLS_SHOWN) {
          terminal.note("   call     " + call);
        }
      }
      case GateCrossing.Failed f ->
          terminal.note("   " + terminal.red("failed") + "   " + call + " " + f.code());
      case GateCrossing.Refused r -> {
        terminal.note("   " + terminal.red("refused") + "  " + call + "  " + r.reason().code());
        advise(MissingGrant.of(crossing, r.reason(), requested.get()));
      }
    }
  }

  private void advise(Optional<MissingGrant> missing) {
    if (missing.isPresent() && advised.add(missing.get())) {
      terminal.note("            " + missing.get().what() + ":");
      terminal.note(missing.get().indented("              "));
    }
  }

  /** The run ended. */
  synchronized void end(GuestOutcome outcome, long nanos) {
    if (calls > MAX_CALLS_SHOWN) {
      terminal.note("   ... and " + (calls - MAX_CALLS_SHOWN) + " calls more");
    }
    new OutcomePrinter(terminal).text(inAuthorsWords(outcome));
    terminal.note(
        String.format(
            Locale.ROOT,
            "   %s, %d calls, loaded and run in %.0f ms",
            outcome.id(),
            calls,
            nanos / 1e6));
  }

  private static GuestOutcome inAuthorsWords(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Failed(GuestError error, Usage usage) ->
          new GuestOutcome.Failed(own(error), usage);
      case GuestOutcome.Denied(GuestError error, Usage usage) ->
          new GuestOutcome.Denied(own(error), usage);
      case GuestOutcome.Completed c -> c;
      case GuestOutcome.LimitHit l -> l;
      case GuestOutcome.Cancelled c -> c;
      case GuestOutcome.HostFault h -> h;
    };
  }

  private static GuestError own(GuestError error) {
    return new GuestError(error.code(), LocatedCalls.authorsOwn(error.message()));
  }

  /** It could not be run. */
  synchronized void problem(UserError error) {
    terminal.note(terminal.red("error") + " " + error.code() + ": " + error.text());
    terminal.note("  more: docs/errors/" + error.code() + ".md");
  }
}
