package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import java.util.Optional;

/** A runtime that starts guests only where they are admitted, and behind the walls required. */
final class AdmittingRuntime implements GuestRuntime {
  private final GuestRuntime runtime;
  private final Admission admission;
  private final IsolationLabel required;

  AdmittingRuntime(GuestRuntime runtime, Admission admission, IsolationLabel required) {
    this.runtime = runtime;
    this.admission = admission;
    this.required = required;
  }

  @Override
  public GuestInstance start(GuestStart start) throws GuestStartException {
    Optional<GuestError> refusal = refusal(start);
    if (refusal.isPresent()) {
      throw refused(refusal.get());
    }
    GuestInstance guest = runtime.start(start);
    Optional<GuestError> weakness = weakness(guest.isolation(), required);
    if (weakness.isPresent()) {
      guest.close();
      throw refused(weakness.get());
    }
    return guest;
  }

  /** What is wrong with walls that are less than what is required, if they are. */
  static Optional<GuestError> weakness(IsolationLabel standing, IsolationLabel required) {
    IsolationLabel missing = standing.missing(required);
    return missing.levels().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GuestError(
                "isolation-too-weak",
                "walls are required that do not stand: "
                    + missing
                    + " (there is "
                    + standing
                    + ")"));
  }

  private Optional<GuestError> refusal(GuestStart start) throws GuestStartException {
    try {
      return admission.refusal(start.program().language());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(new GuestError("guest-start", "the start was called off"));
    }
  }

  private static GuestStartException refused(GuestError error) {
    return new GuestStartException(error, new IllegalStateException(error.message()));
  }

  @Override
  public void close() {
    runtime.close();
  }
}
