package dev.symphony.host.author;

import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns what the kernel records into crossings of the gate, and passes them on. */
public final class GateFeed implements AuditPort {
  private final Consumer<GateCrossing> listener;

  /** A feed to {@code listener}, which is called on the thread of the call and returns quickly. */
  public GateFeed(Consumer<GateCrossing> listener) {
    this.listener = listener;
  }

  @Override
  public void record(AuditEvent event) {
    crossing(event).ifPresent(listener);
  }

  private static Optional<GateCrossing> crossing(AuditEvent event) {
    return switch (event) {
      case AuditEvent.Called c ->
          Optional.of(
              GateCrossing.of(c.grant(), c.operation(), c.resource(), new GateCrossing.Passed()));
      case AuditEvent.Refused r ->
          Optional.of(
              GateCrossing.of(
                  r.grant(), r.operation(), r.resource(), new GateCrossing.Refused(r.reason())));
      case AuditEvent.CallFailed f ->
          Optional.of(
              GateCrossing.of(f.grant(), f.operation(), "", new GateCrossing.Failed(f.code())));
      // Only calls cross the gate.
      case AuditEvent other -> Optional.empty();
    };
  }

  /** A listener that keeps what it is told. */
  public static final class Kept implements Consumer<GateCrossing> {
    private final List<GateCrossing> crossings = new ArrayList<>();

    /** Nothing yet. */
    public Kept() {}

    @Override
    public synchronized void accept(GateCrossing crossing) {
      crossings.add(crossing);
    }

    /** All so far. */
    public synchronized List<GateCrossing> crossings() {
      return List.copyOf(crossings);
    }
  }
}
