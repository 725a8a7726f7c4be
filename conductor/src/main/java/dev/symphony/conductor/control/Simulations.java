package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.environment.Environments;
import dev.symphony.conductor.environment.EpisodeSettings;
import dev.symphony.conductor.environment.EpisodeSettings.Hindsight;
import dev.symphony.conductor.environment.Layout;
import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.schedule.Scheduling;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.workload.GraphFamily;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobSource;
import dev.symphony.kernel.service.ServiceFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** The simulations that Conductors have open. */
public final class Simulations implements SimulationService, AutoCloseable {
  private static final int MOST_BATCHES = 16;

  private record Batch(Environments environments, Buffers.Shared buffer) {}

  private final List<Job> recorded;
  private final Scheduling scheduling;
  private final Buffers buffers;
  private final LongConsumer refusals;
  private final Map<Long, Batch> batches = new HashMap<>();
  private long opened;

  /**
   * No simulation yet.
   *
   * @param recorded the recorded workflows; may be empty
   * @param refusals is told at the end of a batch how many decisions were refused, if any were
   */
  public Simulations(
      List<Job> recorded, Scheduling scheduling, Buffers buffers, LongConsumer refusals) {
    this.recorded = List.copyOf(recorded);
    this.scheduling = scheduling;
    this.buffers = buffers;
    this.refusals = refusals;
  }

  @Override
  public synchronized Opened open(Wanted wanted) {
    if (batches.size() >= MOST_BATCHES) {
      throw new ServiceFailure(
          "conductor-too-many", "at most " + MOST_BATCHES + " batches are open at a time");
    }
    int count = range("environments", wanted.environments(), 1, Environments.MOST);
    EpisodeSettings settings = settings(wanted);
    Buffers.Shared buffer = buffers.allocate(new Layout(count).bytes());
    Environments environments = new Environments(count, settings, buffer.memory());
    batches.put(++opened, new Batch(environments, buffer));
    Layout layout = environments.layout();
    return new Opened(opened, buffer.name(), layout.bytes(), layout.sections());
  }

  private EpisodeSettings settings(Wanted wanted) {
    Baseline advisor =
        Baseline.ofLabel(wanted.advisor())
            .orElseThrow(() -> range("there is no baseline '" + wanted.advisor() + "'"));
    List<GraphFamily> families = new ArrayList<>();
    wanted.families().forEach(name -> families.add(family(name)));
    try {
      int machines = Math.toIntExact(wanted.machines());
      double failures = wanted.failures().orElse(0.0);
      Conditions conditions = new Conditions(machines, wanted.cold(), wanted.noise(), failures);
      JobSource jobs = new JobSource(wanted.recorded() ? recorded : List.of(), families);
      Hindsight hindsight = wanted.hindsight() ? Hindsight.TOLD : Hindsight.NOT_TOLD;
      return new EpisodeSettings(jobs, conditions, advisor, scheduling, hindsight);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw range(String.valueOf(e.getMessage()));
    }
  }

  private static GraphFamily family(String name) {
    return Stream.of(GraphFamily.values())
        .filter(family -> family.label().equals(name))
        .findFirst()
        .orElseThrow(() -> range("there is no family '" + name + "'"));
  }

  @Override
  public synchronized long reset(long batch, List<Long> seeds) {
    Environments environments = find(batch).environments();
    range("seeds", seeds.size(), environments.count(), environments.count());
    return environments.reset(seeds);
  }

  @Override
  public synchronized long step(long batch, Bytes decisions) {
    Environments environments = find(batch).environments();
    int bytes = environments.count() * Integer.BYTES;
    range("bytes of decisions", decisions.length(), bytes, bytes);
    int[] numbers = new int[environments.count()];
    ByteBuffer.wrap(decisions.toArray()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
    return environments.step(numbers);
  }

  @Override
  public synchronized void close(long batch) {
    end(find(batch));
    batches.remove(batch);
  }

  private void end(Batch batch) {
    batch.buffer().release().run();
    long refused = batch.environments().refusals();
    if (refused > 0) {
      refusals.accept(refused);
    }
  }

  @Override
  public synchronized void close() {
    batches.values().forEach(this::end);
    batches.clear();
  }

  private Batch find(long batch) {
    Batch found = batches.get(batch);
    if (found == null) {
      throw new ServiceFailure("conductor-unknown-batch", "there is no batch " + batch);
    }
    return found;
  }

  private static int range(String what, long value, int least, int most) {
    if (value < least || value > most) {
      throw range("%s: %d is not from %d to %d".formatted(what, value, least, most));
    }
    return (int) value;
  }

  private static ServiceFailure range(String message) {
    return new ServiceFailure("argument-range", message);
  }
}
