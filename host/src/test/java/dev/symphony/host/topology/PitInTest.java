package dev.symphony.host.topology;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.SystemClock;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.pool.Loading;
import dev.symphony.pit.seal.SealKey;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Pit in a topology, with a store in a directory and a pool that has nothing to load. */
final class PitInTest implements AutoCloseable {
  final List<AuditEvent> recorded = new CopyOnWriteArrayList<>();
  final List<String> loaded = new CopyOnWriteArrayList<>();
  final Kernel kernel;
  final Ensemble ensemble;
  private Optional<ArtifactStore> store = Optional.empty();

  PitInTest(Topology topology, Path directory) throws IOException {
    Path home = Files.createDirectories(directory.resolve("artifacts"));
    Bytes secret = SealKey.newSecret(new SecureRandom());
    this.kernel =
        new Kernel(
            new SystemClock(),
            this::record,
            Services.CATALOG,
            new ContextGuestRuntime(),
            Throwable::printStackTrace);
    MemberSettings settings =
        new MemberSettings(
            Optional.of(new MemberSettings.StorePlace(home.toRealPath(), secret, 1L << 30)),
            4096,
            8);
    this.ensemble =
        Ensemble.open(
            topology,
            settings,
            new Ensemble.Surroundings(
                kernel,
                this::record,
                new SystemClock(),
                wanted -> openStore(wanted),
                new Loaded(),
                System.out::println,
                fault -> System.out.println("fault: " + fault)));
  }

  private void record(AuditEvent event) {
    recorded.add(event);
    if (ensemble != null) {
      ensemble.heard(event);
    }
  }

  private ArtifactStore openStore(MemberSettings settings) throws IOException {
    MemberSettings.StorePlace place = settings.store().orElseThrow();
    ArtifactStore opened =
        ArtifactStore.open(
            place.directory(),
            new ArtifactStore.Settings(
                SealKey.of(place.secret()),
                new SecureRandom(),
                place.maxTotalBytes(),
                new SystemClock()::now));
    store = Optional.of(opened);
    return opened;
  }

  /** The process of a member, waited for when it is just being replaced. */
  ProcessHandle processOf(Member member) throws InterruptedException {
    for (int look = 0; look < 6000; look++) {
      Optional<ProcessHandle> process = ensemble.process(member);
      if (process.isPresent()) {
        return process.get();
      }
      Thread.sleep(10);
    }
    throw new AssertionError(member + " has no process");
  }

  private final class Loaded implements Loading {
    @Override
    public void load(String item) {
      loaded.add(item);
    }

    @Override
    public void unload(String item) {
      loaded.remove(item);
    }

    @Override
    public boolean isHealthy(String item) {
      return loaded.contains(item);
    }
  }

  @Override
  public void close() throws IOException {
    ensemble.close();
    if (store.isPresent()) {
      store.get().close();
    }
    kernel.close();
  }
}
