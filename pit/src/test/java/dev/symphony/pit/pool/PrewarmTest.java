package dev.symphony.pit.pool;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Warm-ups that were forecast, counted while a trace of uses is played back: three programs whose
 * steps follow one another, in a random mixture with a tenth of the uses at random.
 */
class PrewarmTest {
  private static final List<List<String>> PROGRAMS =
      List.of(
          List.of("parse", "embed", "rank", "answer"),
          List.of("fetch", "unpack", "lint", "test", "publish"),
          List.of("listen", "transcribe", "summarise"));

  /** The forecast to beat: what was used most often so far. */
  private static final class MostUsed implements Forecast {
    private final Map<String, Integer> uses = new HashMap<>();

    @Override
    public synchronized void used(String item, long nanos) {
      uses.merge(item, 1, Integer::sum);
    }

    @Override
    public synchronized List<String> next(long nanos) {
      return uses.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
          .limit(2)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  private static List<String> trace() {
    Random random = new Random(11);
    List<String> trace = new ArrayList<>();
    List<String> all = PROGRAMS.stream().flatMap(List::stream).toList();
    while (trace.size() < 5_000) {
      for (String use : PROGRAMS.get(random.nextInt(PROGRAMS.size()))) {
        trace.add(random.nextInt(10) == 0 ? all.get(random.nextInt(all.size())) : use);
      }
    }
    return trace;
  }

  /** The part of the uses within programs that found their item warm. */
  private static double forecastPart(Forecast forecast, List<String> trace) {
    AtomicLong now = new AtomicLong();
    List<PoolItem> items =
        PROGRAMS.stream()
            .flatMap(List::stream)
            .map(name -> new PoolItem(name, 1, 1, 0, Optional.empty()))
            .toList();
    PoolManager pool =
        new PoolManager(
            items,
            new PoolLimits(3, 100, 1, Duration.ofNanos(1), Duration.ZERO),
            new ScriptedBackend(),
            forecast,
            now::get);
    int needed = 0;
    int warm = 0;
    for (String use : trace) {
      now.addAndGet(10);
      boolean first = PROGRAMS.stream().anyMatch(program -> program.getFirst().equals(use));
      Lease lease = pool.allocate(use);
      if (!first) {
        needed++;
        warm += lease.warm() ? 1 : 0;
      }
      pool.release(lease.id());
      now.addAndGet(10);
      pool.sweep();
      pool.prewarm();
    }
    return (double) warm / needed;
  }

  @Test
  void succession_forecastsWhatComesNext() {
    List<String> trace = trace();
    double learned = forecastPart(new Succession(0.2, 2), trace);
    double naive = forecastPart(new MostUsed(), trace);
    System.out.printf(
        "needed warm-ups that were forecast: %.1f%% learned, %.1f%% naive%n",
        learned * 100, naive * 100);
    assertTrue(learned >= 0.7, "learned " + learned);
    assertTrue(learned > naive, learned + " against " + naive);
  }
}
