package dev.symphony.host.topology;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.service.ServiceFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks every process beside the kernel for a sign of life, and kills one that gives none for a
 * second, so that its successor can take over.
 */
final class StationWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KernelClock clock;
  private final Consumer<Throwable> faults;
  private final List<Station> stations = new CopyOnWriteArrayList<>();
  private final Map<MemberProcess, Long> asked = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private StationWatch(KernelClock clock, Consumer<Throwable> faults) {
    this.clock = clock;
    this.faults = faults;
  }

  static StationWatch start(KernelClock clock, Consumer<Throwable> faults) {
    StationWatch watch = new StationWatch(clock, faults);
    Thread.ofPlatform().daemon().name("member-watch").start(watch::look);
    return watch;
  }

  /** Watches over a station from now on. */
  Station over(Station station) {
    stations.add(station);
    return station;
  }

  private void look() {
    while (!closed) {
      stations.forEach(station -> station.process().ifPresent(this::look));
      LockSupport.parkNanos(this, PERIOD.toNanos());
    }
  }

  private void look(MemberProcess process) {
    long now = clock.monotonicNanos();
    Long since = asked.putIfAbsent(process, now);
    if (since == null) {
      Thread.startVirtualThread(() -> ask(process));
    } else if (now - since > PATIENCE.toNanos()) {
      faults.accept(new IllegalStateException("a member does not answer, and is killed"));
      process.kill();
    }
  }

  private void ask(MemberProcess process) {
    try {
      process.control().ping();
    } catch (ServiceFailure e) {
      // It is gone, which its station knows already.
    } finally {
      asked.remove(process);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
