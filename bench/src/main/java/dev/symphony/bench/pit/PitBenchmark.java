package dev.symphony.bench.pit;

import dev.symphony.pit.arbitration.ArbitrationEngine;
import dev.symphony.pit.arbitration.ContendedResource;
import dev.symphony.pit.arbitration.Ruling;
import dev.symphony.pit.arbitration.Strategy;
import dev.symphony.pit.pool.Forecast;
import dev.symphony.pit.pool.Lease;
import dev.symphony.pit.pool.PoolBackend;
import dev.symphony.pit.pool.PoolItem;
import dev.symphony.pit.pool.PoolLimits;
import dev.symphony.pit.pool.PoolManager;
import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Dispatch;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Scheduler;
import dev.symphony.pit.schedule.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Operations of the members of the Pit in process, without the gate. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class PitBenchmark {
  private static final int NODES = 10_000;

  private static final PoolBackend NOTHING =
      new PoolBackend() {
        @Override
        public void load(PoolItem item) {}

        @Override
        public void unload(PoolItem item) {}

        @Override
        public boolean isHealthy(PoolItem item) {
          return true;
        }
      };

  private PoolManager pool = pool();
  private ArbitrationEngine engine = engine();
  private Scheduler ready = ready();
  private Plan layered = layered();

  /** Fresh members. */
  @Setup
  public void open() {
    pool = pool();
    engine = engine();
    ready = ready();
    layered = layered();
  }

  private static PoolManager pool() {
    PoolManager pool =
        new PoolManager(
            List.of(new PoolItem("worker", 1, 1, 0, Optional.empty())),
            new PoolLimits(4, 100, 100, Duration.ofHours(1), Duration.ZERO),
            NOTHING,
            Forecast.NONE,
            () -> 0L);
    pool.release(pool.allocate("worker").id());
    return pool;
  }

  private static ArbitrationEngine engine() {
    return new ArbitrationEngine(
        List.of(new ContendedResource("cpu", 4, 16, new Strategy.Priority())));
  }

  private static Scheduler ready() {
    Scheduler scheduler = new Scheduler(layered(), new Dispatch.Chosen(), new SplittableRandom(1));
    scheduler.take(new Event.Begun(), 0);
    return scheduler;
  }

  /** A hundred layers of a hundred steps, each waiting for three of the layer before. */
  private static Plan layered() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      int layer = i / 100;
      int before = (layer - 1) * 100;
      List<Integer> needed =
          layer == 0
              ? List.of()
              : List.of(before + i % 100, before + (i + 1) % 100, before + (i + 7) % 100);
      steps.add(Step.needing("s" + i, needed));
    }
    return Plan.of(steps);
  }

  /** Lending an item that is warm, and giving it back. */
  @Benchmark
  public Lease lendWarm() {
    Lease lease = pool.allocate("worker");
    pool.release(lease.id());
    return lease;
  }

  /** A request that nobody contends with, and giving the share back. */
  @Benchmark
  public Ruling arbitrate() {
    Ruling ruling = engine.ask("cpu", "a", 1, 1);
    engine.release(ruling.request());
    return ruling;
  }

  /** Whether a step could start now. */
  @Benchmark
  public boolean readiness() {
    return ready.isReady(42);
  }

  /** Ten thousand steps from begin to end, in the scheduler alone. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public int scheduleTenThousand() {
    Scheduler scheduler = new Scheduler(layered, new Dispatch.InOrder(64), new SplittableRandom(1));
    Deque<Decision> open = new ArrayDeque<>(scheduler.take(new Event.Begun(), 0));
    int done = 0;
    for (Decision next = open.poll(); next != null; next = open.poll()) {
      if (next instanceof Decision.Start start) {
        done++;
        open.addAll(
            scheduler.take(
                new Event.Ended(start.step(), start.attempt(), Event.Ending.COMPLETED), 0));
      }
    }
    return done;
  }
}
