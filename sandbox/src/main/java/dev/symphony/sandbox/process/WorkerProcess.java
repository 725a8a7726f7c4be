package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.sandbox.ipc.BoundService;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.Patience;
import dev.symphony.sandbox.ipc.ProtocolException;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.jail.ProcessorClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's side of one worker: its process, its link, and the guests in it. What it sends is
 * believed only as far as it concerns its own guests; the first thing that makes no sense ends it.
 */
final class WorkerProcess {
  private static final Duration LAST_WORDS = Duration.ofMillis(200);
  private static final Duration LAST_HEARING = Duration.ofSeconds(2);
  private static final Duration EXIT_GRACE = Duration.ofMillis(500);

  private final Process process;
  private final ProcessorClock clock;
  private final IsolationLabel isolation;

  /** A content that the worker can map, and the table that tells how long it may be used. */
  record MappedContent(RawResources.Exposure content, Path table) {}

  /** Says what of an answer is handed out raw. */
  interface Handout {
    long generation();

    Optional<MappedContent> of(long generation, @Nullable Object answer);
  }

  private final WorkerRest rest = new WorkerRest();
  private final Handout handout;
  private final Link<ToWorker, FromWorker> link;
  private final Consumer<String> log;
  private final Map<Long, ProcessGuest> guests = new ConcurrentHashMap<>();
  private final AtomicLong instances = new AtomicLong();
  private final AtomicReference<@Nullable WorkerEnd> end = new AtomicReference<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final AtomicBoolean concluded = new AtomicBoolean();
  private int reserved;
  private volatile boolean retired;
  private boolean askedToRetire;

  WorkerProcess(
      Process process,
      IsolationLabel isolation,
      Link<ToWorker, FromWorker> link,
      Handout handout,
      Consumer<String> log) {
    this.process = process;
    this.clock = ProcessorClock.of(process.pid());
    this.isolation = isolation;
    this.link = link;
    this.handout = handout;
    this.log = log;
  }

  /** Starts to listen to the worker. */
  void listen() {
    Thread.ofPlatform().daemon().name("worker-" + process.pid()).start(this::receive);
    // Its last words may still be on their way; a socket that somebody else holds open says
    // nothing.
    var _ = process.onExit().thenRunAsync(link::close, after(LAST_WORDS));
    // Whoever hears it may be held up by a service that it called for the worker.
    var _ = process.onExit().thenRunAsync(this::conclude, after(LAST_HEARING));
  }

  private static Executor after(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  IsolationLabel isolation() {
    return isolation;
  }

  long pid() {
    return process.pid();
  }

  /** The processor time of the whole process so far in ns, whoever uses it. */
  OptionalLong cpuNanos() {
    OptionalLong precise = clock.nanos();
    return precise.isPresent()
        ? precise
        : process.info().totalCpuDuration().stream().mapToLong(Duration::toNanos).findFirst();
  }

  /** How many guests it has, those included that are on their way in or out. */
  int guestsPresent() {
    return guests.size();
  }

  /** How many guests it ever had. */
  long guestsStarted() {
    return instances.get();
  }

  synchronized boolean idle() {
    return reserved == 0;
  }

  /** Counts a guest that is about to be started; false when the worker takes none any more. */
  synchronized boolean reserve() {
    if (retired || end.get() != null || !process.isAlive()) {
      return false;
    }
    reserved++;
    return true;
  }

  synchronized void release() {
    reserved--;
  }

  boolean retired() {
    return retired;
  }

  void retire() {
    retired = true;
  }

  /** How many of its guests are busy. */
  long busyGuests() {
    return guests.values().stream().filter(ProcessGuest::busy).count();
  }

  /** How many of its guests are still wanted, busy or not: what a kill would cost. */
  long openGuests() {
    return guests.values().stream().filter(guest -> !guest.closed()).count();
  }

  /** What of answers the worker can map. */
  Handout handout() {
    return handout;
  }

  /** How many times it began or ended a rest: odd while it rests. */
  int restsBegunOrEnded() {
    return rest.begunOrEnded();
  }

  /** Lets it rest when its guests have done nothing since the last look. */
  void look() {
    rest.look(busyGuests() > 0)
        .ifPresent(number -> {
          try {
            link.send(new ToWorker.Rest(number));
          } catch (IOException e) {
            // The worker is gone: it has rest enough.
          }
        });
  }

  void send(ToWorker message) throws IOException {
    rest.stir();
    link.send(message);
  }

  /** Sends a message that does not matter any more when the worker is gone. */
  void sendQuietly(ToWorker message) {
    try {
      send(message);
    } catch (IOException e) {
      // The worker is gone: its end comes to every guest.
    }
  }

  /** Starts a guest in the worker and waits until it is there. */
  ProcessGuest start(GuestStart start, RuntimeSettings settings, HostWatch watch, Runnable onClose)
      throws GuestStartException {
    long instance = instances.incrementAndGet();
    ProcessGuest guest = new ProcessGuest(this, instance, start, settings, watch, onClose);
    guests.put(instance, guest);
    try {
      send(
          new ToWorker.Start(
              instance,
              start.name(),
              start.program(),
              start.bindings().stream().map(BoundService::of).toList()));
    } catch (IOException e) {
      guests.remove(instance);
      onClose.run();
      throw new GuestStartException(
          new GuestError("guest-start", "the program of the guest cannot be sent to a worker"), e);
    }
    WorkerEnd ended = end.get();
    if (ended != null) {
      guest.workerEnded(ended, Blame.NONE);
    }
    guest.awaitStart(settings.startTimeout());
    return guest;
  }

  private void forget(long instance) throws ProtocolException {
    if (!guest(instance).closed()) {
      throw new ProtocolException("a guest is gone that nobody closed");
    }
    guests.remove(instance);
  }

  private void receive() {
    try {
      while (true) {
        link.receive(this::dispatch);
      }
    } catch (IOException | RuntimeException e) {
      broken(e);
    }
    conclude();
  }

  /**
   * Takes in what the worker says on this thread, which has to wait for some of it anyway; returns
   * when there is {@code enough}, or when nothing comes for a moment.
   */
  void pump(BooleanSupplier enough, Patience patience) {
    try {
      link.pump(this::dispatch, enough, patience);
    } catch (IOException | RuntimeException e) {
      broken(e);
      link.close();
    }
  }

  private void broken(Exception reason) {
    switch (reason) {
      case ProtocolException e -> {
        log.accept("worker " + pid() + " is killed: " + e.getMessage());
        end.compareAndSet(null, WorkerEnd.violatedProtocol());
        process.destroyForcibly();
      }
      case IOException e -> {
        // The worker is gone or about to be; its exit status tells more.
      }
      default -> {
        log.accept("worker " + pid() + " is killed: " + reason);
        process.destroyForcibly();
      }
    }
  }

  private void dispatch(FromWorker message) throws ProtocolException {
    switch (message) {
      case FromWorker.Hello m -> throw new ProtocolException("a second greeting");
      case FromWorker.Started m -> guest(m.instance()).started();
      case FromWorker.NotStarted m -> guest(m.instance()).notStarted(m.error());
      case FromWorker.Call m -> guest(m.instance()).called(m);
      case FromWorker.Print m -> guest(m.instance()).printed(m);
      case FromWorker.Tripped m -> guest(m.instance()).tripped(m);
      case FromWorker.Ended m -> guest(m.instance()).ended(m);
      case FromWorker.Took m -> guest(m.instance()).took(m);
      case FromWorker.Closed m -> forget(m.instance());
      case FromWorker.Rested m -> rest.rested(m.number());
      case FromWorker.Retire m -> retireAsAsked(m.reason());
    }
  }

  /** Only whoever receives comes here, one at a time. */
  private void retireAsAsked(String reason) throws ProtocolException {
    if (askedToRetire) {
      throw new ProtocolException("it retires twice");
    }
    askedToRetire = true;
    log.accept("worker " + pid() + " is retired: " + reason);
    retire();
  }

  /** The guest of that number; one that is closed stays known, because messages cross. */
  private ProcessGuest guest(long instance) throws ProtocolException {
    ProcessGuest guest = guests.get(instance);
    if (guest == null) {
      throw new ProtocolException("there is no guest " + instance);
    }
    return guest;
  }

  private void conclude() {
    if (!concluded.compareAndSet(false, true)) {
      return;
    }
    link.close();
    WorkerEnd reason = WorkerEnd.exited(awaitExit());
    end.compareAndSet(null, reason);
    WorkerEnd known = end.get();
    WorkerEnd last = known == null ? reason : known;
    Map<ProcessGuest, Blame> blame = last.outOfMemory() ? blameForMemory() : Map.of();
    guests.values().forEach(g -> g.workerEnded(last, blame.getOrDefault(g, Blame.NONE)));
    guests.clear();
    link.discard();
    gone.complete(null);
  }

  /** Of several busy guests the one that took most is suspected, if it took enough for that. */
  private Map<ProcessGuest, Blame> blameForMemory() {
    List<ProcessGuest> busy = guests.values().stream().filter(ProcessGuest::busy).toList();
    if (busy.size() == 1) {
      return Map.of(busy.getFirst(), Blame.PROVEN);
    }
    return busy.stream()
        .filter(ProcessGuest::tookMuch)
        .max(Comparator.comparingLong(ProcessGuest::taken))
        .map(guest -> Map.of(guest, Blame.SUSPECTED))
        .orElse(Map.of());
  }

  private int awaitExit() {
    boolean interrupted = false;
    while (true) {
      try {
        if (!process.waitFor(EXIT_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        } else {
          return process.exitValue();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Kills the process; its guests hear of it when it is gone. */
  void kill() {
    retire();
    process.destroyForcibly();
  }

  /** Lets the worker go: it ends when its link ends. */
  void dismiss() {
    retire();
    link.close();
  }

  /** Lets the worker go when it has no guests. */
  synchronized void dismissIfIdle() {
    if (idle()) {
      dismiss();
    }
  }

  /** Completes when the process is gone. */
  CompletableFuture<Void> gone() {
    return gone;
  }
}
