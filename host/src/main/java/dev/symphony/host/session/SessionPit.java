package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.topology.Ensemble;
import dev.symphony.host.topology.Member;
import dev.symphony.host.topology.MemberSettings;
import dev.symphony.host.topology.Place;
import dev.symphony.host.topology.Topology;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The Pit of a session, in the topology of its options. */
public final class SessionPit implements AutoCloseable {
  private static final long MIB = 1L << 20;
  private static final long MOST_WORKERS = 64;

  private final Ensemble ensemble;

  private SessionPit(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  /**
   * What the Pit of a session is opened with.
   *
   * @param workers what the pool keeps warm, when there are worker processes
   */
  record Setting(
      Topology topology, Optional<ProcessGuestRuntime> workers, Consumer<String> trace) {}

  static SessionPit open(Session session, Setting setting) {
    try {
      return new SessionPit(
          Ensemble.open(
              setting.topology(),
              settings(session, setting.topology()),
              new Ensemble.Surroundings(
                  session.kernel(),
                  session.audit(),
                  session.clock(),
                  settings -> artifacts(session),
                  new WorkerLoading(setting.workers()),
                  setting.trace(),
                  session::report)));
    } catch (UserError e) {
      throw new UncheckedIOException(new IOException(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArtifactStore artifacts(Session session) throws IOException {
    try {
      return session.stores().artifacts();
    } catch (UserError e) {
      throw new IOException(e);
    }
  }

  /** Half of the memory that this host has is for guests. */
  private static MemberSettings settings(Session session, Topology topology) throws UserError {
    return new MemberSettings(
        topology.place(Member.STORE) instanceof Place.Beside
            ? session.stores().artifactPlace()
            : Optional.empty(),
        Math.max(1024, MachineMemory.bytes() / 2 / MIB),
        MOST_WORKERS);
  }

  /** The members. */
  public Ensemble ensemble() {
    return ensemble;
  }

  @Override
  public void close() throws IOException {
    ensemble.close();
  }
}
