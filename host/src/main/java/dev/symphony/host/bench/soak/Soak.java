package dev.symphony.host.bench.soak;

import dev.symphony.host.UserError;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Four publishers with honest and hostile guests in one host, while workers are killed at random:
 * no answer may be wrong, and nothing may be left behind.
 */
public final class Soak {
  private static final List<Language> PUBLISHERS =
      List.of(Language.JAVASCRIPT, Language.PYTHON, Language.JAVASCRIPT, Language.PYTHON);
  private static final long HEAP_ROOM = 24L << 20;
  private static final long FILE_ROOM = 16;
  private static final Duration LAST_PROCESSES = Duration.ofSeconds(10);
  private static final int EARLY_PART = 4;

  /**
   * How to soak.
   *
   * @param length how long
   * @param betweenKills how long a worker has until the next one is killed
   * @param seed of all that is random
   */
  public record Settings(Duration length, Duration betweenKills, long seed) {}

  /**
   * What came of it.
   *
   * @param answers right and wrong answers of honest guests
   * @param stopped hostile guests that were stopped
   * @param lost invocations that ended with their worker
   * @param kills workers that were killed
   * @param early what the host held after a quarter of the time
   * @param late the same at the end, everything still running
   * @param closed the same after everything was closed
   * @param complaints what must not happen and did
   */
  public record Report(
      long answers,
      long stopped,
      long lost,
      long kills,
      Footprint early,
      Footprint late,
      Footprint closed,
      List<String> complaints) {
    /** Whether nothing happened that must not. */
    public boolean good() {
      return complaints.isEmpty();
    }
  }

  private final SessionOptions options;
  private final Settings settings;
  private final Consumer<String> progress;
  private final Tally tally = new Tally();
  private final SplittableRandom random;

  /** A soak in a home of its own, which {@code options} names. */
  public Soak(SessionOptions options, Settings settings, Consumer<String> progress) {
    this.options = options;
    this.settings = settings;
    this.progress = progress;
    this.random = new SplittableRandom(settings.seed());
  }

  /** Runs it. */
  public Report run() throws UserError, InterruptedException {
    Set<Long> others = children();
    Footprint before = Footprint.now();
    long begin = System.nanoTime();
    long end = begin + settings.length().toNanos();
    Footprint early;
    Footprint late;
    try (Session session = Session.open(options)) {
      List<Thread> threads = startPublishers(session, end);
      killUntil(begin + settings.length().toNanos() / EARLY_PART, others);
      early = Footprint.now();
      killUntil(end, others);
      for (Thread thread : threads) {
        thread.join();
      }
      late = Footprint.now();
    }
    Footprint closed = awaitEnd(others);
    compare(before, early, late, closed);
    return new Report(
        tally.answers.get(),
        tally.stopped.get(),
        tally.lost.get(),
        tally.kills.get(),
        early,
        late,
        closed,
        tally.complaints());
  }

  private List<Thread> startPublishers(Session session, long end) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS.size(); i++) {
      Publisher publisher =
          new Publisher("soak" + i, PUBLISHERS.get(i), session, settings.seed() + i + 1, tally);
      threads.add(
          Thread.ofPlatform()
              .name("soak-" + i)
              .start(() -> publisher.work(() -> System.nanoTime() - end >= 0)));
    }
    return threads;
  }

  private void killUntil(long time, Set<Long> others) throws InterruptedException {
    while (System.nanoTime() - time < 0) {
      long rest = Math.min(time - System.nanoTime(), settings.betweenKills().toNanos());
      TimeUnit.NANOSECONDS.sleep(Math.max(1, rest));
      List<Long> workers = children().stream().filter(pid -> !others.contains(pid)).toList();
      if (!workers.isEmpty() && System.nanoTime() - time < 0) {
        long victim = workers.get(random.nextInt(workers.size()));
        ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
        tally.kills.incrementAndGet();
        progress.accept(
            "%d answers, %d stopped, %d killed"
                .formatted(tally.answers.get(), tally.stopped.get(), tally.kills.get()));
      }
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private Footprint awaitEnd(Set<Long> others) throws InterruptedException {
    long deadline = System.nanoTime() + LAST_PROCESSES.toNanos();
    while (!others.containsAll(children()) && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    children().stream()
        .filter(pid -> !others.contains(pid))
        .forEach(pid -> tally.complain("process " + pid + " is left"));
    return Footprint.now();
  }

  private void compare(Footprint before, Footprint early, Footprint late, Footprint closed) {
    if (late.heapBytes() > early.heapBytes() + HEAP_ROOM) {
      tally.complain("the heap grew from " + early.heapBytes() + " to " + late.heapBytes());
    }
    if (closed.files() > before.files() + FILE_ROOM) {
      tally.complain(closed.files() - before.files() + " files are left open");
    }
    if (closed.sharedMappings() > before.sharedMappings()) {
      tally.complain(closed.sharedMappings() - before.sharedMappings() + " mappings are left");
    }
    if (tally.answers.get() == 0 || tally.stopped.get() == 0) {
      tally.complain("there was nothing to see");
    }
  }
}
