package dev.symphony.host.bench.architecture;

import dev.symphony.host.UserError;
import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.host.topology.Ensemble;
import dev.symphony.host.topology.Topology;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A session with a home of its own, in one architecture. */
final class MeasuredPit implements AutoCloseable {
  private final Path home;
  private final Session session;

  MeasuredPit(Topology topology, Map<String, String> environment) {
    try {
      this.home = Files.createTempDirectory("symphony-bench-");
      this.session =
          Session.open(
              new SessionOptions(
                      Optional.of(home),
                      Isolation.PROCESS,
                      WorkerTempo.THROUGHPUT,
                      text -> {},
                      environment)
                  .in(topology));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UserError e) {
      throw new BenchFailure("no session can be had", e);
    }
  }

  Session session() {
    return session;
  }

  Ensemble pit() {
    return session.pit().ensemble();
  }

  @Override
  public void close() {
    session.close();
    try (Stream<Path> below = Files.walk(home)) {
      List<Path> all = below.sorted(Comparator.reverseOrder()).toList();
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
