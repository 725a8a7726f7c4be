package dev.symphony.host.topology;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.service.ServiceFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks every process beside the kernel for a sign of life, and kills one that gives none for a
 * second, so that its successor can take over. On a machine that is too busy to answer in time that
 * would go on for ever: so a successor is given twice the time, a little less with every answer,
 * and time in which this thread did not get to look does not count.
 */
final class StationWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

  private final KernelClock clock;
  private final Consumer<Throwable> faults;
  private final List<Station> stations = new CopyOnWriteArrayList<>();
  private final Map<Station, Duration> patience = new ConcurrentHashMap<>();
  private final Map<MemberProcess, AtomicLong> silence = new ConcurrentHashMap<>();
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
    long before = clock.monotonicNanos();
    while (!closed) {
      long now = clock.monotonicNanos();
      long passed = Math.min(now - before, 2 * PERIOD.toNanos());
      before = now;
      stations.forEach(
          station -> station.process().ifPresent(process -> look(station, process, passed)));
      LockSupport.parkNanos(this, PERIOD.toNanos());
    }
  }

  private void look(Station station, MemberProcess process, long passed) {
    AtomicLong silent = silence.get(process);
    if (silent == null) {
      silence.put(process, new AtomicLong());
      Thread.startVirtualThread(() -> ask(station, process));
    } else if (silent.addAndGet(passed) > patience(station).toNanos()) {
      silent.set(Long.MIN_VALUE);
      patience.put(station, patience(station).multipliedBy(2));
      faults.accept(new IllegalStateException("a member does not answer, and is killed"));
      process.kill();
    }
  }

  private Duration patience(Station station) {
    Duration own = patience.getOrDefault(station, PATIENCE);
    Duration least = own.compareTo(PATIENCE) > 0 ? own : PATIENCE;
    return least.compareTo(LONGEST_PATIENCE) < 0 ? least : LONGEST_PATIENCE;
  }

  private void ask(Station station, MemberProcess process) {
    try {
      process.control().ping();
      var _ = patience.computeIfPresent(station, (s, own) -> own.minus(PERIOD));
    } catch (ServiceFailure e) {
      // It is gone, which its station knows already.
    } finally {
      silence.remove(process);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
