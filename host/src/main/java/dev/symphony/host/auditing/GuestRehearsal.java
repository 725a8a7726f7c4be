package dev.symphony.host.auditing;

import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.GuestRuntimes;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.policy.rehearsal.Rehearsal;
import dev.symphony.policy.rehearsal.Script;
import dev.symphony.policy.world.World;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.util.Map;
import java.util.Optional;

/** Rehearsals whose guests run in worker processes, as extensions do. */
public final class GuestRehearsal implements AutoCloseable {
  private final GuestRuntime workers;

  private GuestRehearsal(GuestRuntime workers) {
    this.workers = workers;
  }

  /**
   * Makes ready for rehearsals.
   *
   * @param environment the environment of the process, which tells where the runtime is
   * @throws UserError when no workers can be had
   */
  public static GuestRehearsal open(Map<String, String> environment) throws UserError {
    SessionOptions options =
        new SessionOptions(
            Optional.empty(), Isolation.PROCESS, WorkerTempo.FIRST_RESULT, note -> {}, environment);
    return new GuestRehearsal(GuestRuntimes.open(options, note -> {}));
  }

  /** Plays a script, on a kernel of its own. */
  public Rehearsal.Outcome play(Script script, World world) {
    return Rehearsal.play(script, world, Services.CATALOG, new Shared(workers));
  }

  @Override
  public void close() {
    workers.close();
  }

  /** The workers as one rehearsal has them: they outlive it. */
  private record Shared(GuestRuntime workers) implements GuestRuntime {
    @Override
    public GuestInstance start(GuestStart start) throws GuestStartException {
      return workers.start(start);
    }

    @Override
    public void close() {
      // The workers serve the next rehearsal.
    }
  }
}
