package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.process.WorkerLauncher.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs guests in worker processes: one for each trust domain, language and size of heap. A worker
 * is started when its first guest is, kept for a while after its last guest has ended, and killed
 * when one of its guests cannot be stopped otherwise.
 */
public final class ProcessGuestRuntime implements GuestRuntime {
  /** The place of the worker that new guests of a key go to. */
  private static final class Slot {
    private @Nullable WorkerProcess worker;
  }

  private static final int ATTEMPTS = 2;

  /** Reasons for which a start is tried again: what was in the worker before may be to blame. */
  private static final Set<String> LOST = Set.of("worker-died", "limit-heap");

  private final RuntimeSettings settings;
  private final HostWatch watch;
  private final Path socketDirectory;
  private final WorkerStarter starter;
  private final SpareWorkers spares;
  private final Map<WorkerKey, Slot> slots = new ConcurrentHashMap<>();
  private final Set<WorkerProcess> workers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ProcessGuestRuntime(
      WorkerLauncher launcher,
      RuntimeSettings settings,
      Path socketDirectory,
      RawResources raw,
      Consumer<String> log) {
    this.settings = settings;
    this.watch = new HostWatch(log);
    this.socketDirectory = socketDirectory;
    this.starter = new WorkerStarter(launcher, socketDirectory, settings, watch, raw, log);
    this.spares = new SpareWorkers(this::startWorker, log);
  }

  /**
   * A runtime whose workers come from {@code launcher}.
   *
   * @param log takes what only the host's people should read
   * @throws IOException when there is no place for sockets
   */
  public static ProcessGuestRuntime open(
      WorkerLauncher launcher, RuntimeSettings settings, Consumer<String> log) throws IOException {
    return open(launcher, settings, RawResources.NONE, log);
  }

  /** As before, with contents that workers may map. */
  public static ProcessGuestRuntime open(
      WorkerLauncher launcher, RuntimeSettings settings, RawResources raw, Consumer<String> log)
      throws IOException {
    return new ProcessGuestRuntime(
        launcher, settings, Files.createTempDirectory("symphony-"), raw, log);
  }

  @Override
  public GuestInstance start(GuestStart start) throws GuestStartException {
    return new RestartingGuest(startInWorker(start), () -> startInWorker(start));
  }

  private ProcessGuest startInWorker(GuestStart start) throws GuestStartException {
    WorkerKey key = WorkerKey.of(start);
    for (int attempt = 1; ; attempt++) {
      WorkerProcess worker = workerFor(key);
      try {
        return worker.start(start, settings, watch, () -> guestClosed(worker));
      } catch (GuestStartException e) {
        if (!LOST.contains(e.error().code()) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private WorkerProcess workerFor(WorkerKey key) throws GuestStartException {
    Slot slot = slots.computeIfAbsent(key, k -> new Slot());
    synchronized (slot) {
      if (closed) {
        throw new GuestStartException(
            new GuestError("runtime-closed", "the host is shutting down"),
            new IllegalStateException("closed"));
      }
      WorkerProcess worker = slot.worker;
      if (worker == null || !worker.reserve()) {
        worker = spares.take(key).orElse(null);
        if (worker == null) {
          worker = startWorker(key, Preparation.NONE);
          worker.reserve();
        }
        slot.worker = worker;
      }
      return worker;
    }
  }

  private WorkerProcess startWorker(WorkerKey key, Preparation preparation)
      throws GuestStartException {
    WorkerProcess worker = starter.start(key, preparation);
    workers.add(worker);
    var _ = worker.gone().thenRun(() -> workers.remove(worker));
    if (closed) {
      worker.kill();
    }
    return worker;
  }

  /** Starts a worker for the first guest of whoever comes, with that much memory for guests. */
  public void startAhead(Language language, long heapBytes) {
    spares.startOne(WorkerKey.of("", language, heapBytes));
  }

  /** Sees to it that there is a worker for guests of a domain, and waits until it is there. */
  public void warm(String domain, Language language, long heapBytes) throws GuestStartException {
    guestClosed(workerFor(WorkerKey.of(domain, language, heapBytes)));
  }

  /** Whether there is a worker that takes guests of a domain. */
  public boolean isWarm(String domain, Language language, long heapBytes) {
    return worker(domain, language, heapBytes)
        .filter(worker -> !worker.retired() && workers.contains(worker))
        .isPresent();
  }

  /** Lets the worker of a domain go, unless it has guests. */
  public void cool(String domain, Language language, long heapBytes) {
    worker(domain, language, heapBytes).ifPresent(WorkerProcess::dismissIfIdle);
  }

  private Optional<WorkerProcess> worker(String domain, Language language, long heapBytes) {
    Slot slot = slots.get(WorkerKey.of(domain, language, heapBytes));
    if (slot == null) {
      return Optional.empty();
    }
    synchronized (slot) {
      return Optional.ofNullable(slot.worker);
    }
  }

  /** From now on keeps workers ready for new publishers, started ahead. */
  public void keepReady(Language language, long heapBytes, int count) {
    spares.keep(WorkerKey.of("", language, heapBytes), count);
  }

  /** How many workers are ready for new publishers. */
  public long ready(Language language, long heapBytes) {
    return spares.ready(WorkerKey.of("", language, heapBytes));
  }

  private void guestClosed(WorkerProcess worker) {
    worker.release();
    if (worker.idle()) {
      if (worker.retired()) {
        worker.dismiss();
      } else if (!closed) {
        var _ = watch.after(settings.keepWarm(), worker::dismissIfIdle);
      }
    }
  }

  /** The process ids of the workers that are alive. */
  public Set<Long> workerPids() {
    return Set.copyOf(workers.stream().map(WorkerProcess::pid).toList());
  }

  @Override
  public void close() {
    closed = true;
    spares.close();
    workers.forEach(WorkerProcess::kill);
    for (WorkerProcess worker : workers) {
      awaitEnd(worker);
    }
    watch.close();
    try {
      Files.deleteIfExists(socketDirectory);
    } catch (IOException e) {
      // A socket of a worker that is being started; whoever starts it removes it.
    }
  }

  private static void awaitEnd(WorkerProcess worker) {
    try {
      worker.gone().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // It was killed; the system takes it away when it can.
    }
  }
}
