package dev.symphony.pit.workflow;

import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Dispatch;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Scheduler;
import dev.symphony.pit.tracker.TrackedRun;
import dev.symphony.pit.tracker.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Says what is next in one run: a tracker, wherever it lives, or, where somebody chooses among the
 * ready steps, a scheduler here, whose state the choice is about. For one thread.
 */
sealed interface RunSchedule extends AutoCloseable {
  /** Tells events, and gets what follows from them. */
  List<Decision> take(List<Event> events, long nanos);

  /** The choice of a step that can start; empty when nobody chooses, or nothing can. */
  Optional<Event> choice(OpenSteps open, long nanos);

  /** When time has to be passed next, if nothing else happens before. */
  OptionalLong nextWake();

  /** How many attempts were started at {@code step}. */
  int attempts(int step);

  @Override
  void close();

  static RunSchedule of(Tracker tracker, Plan plan, RunOptions options, RandomGenerator random) {
    return options.chooser().equals(StepChooser.IN_ORDER)
        ? new Tracked(TrackedRun.begin(tracker, plan, options.parallelism(), random))
        : new Chosen(new Scheduler(plan, new Dispatch.Chosen(), random), options);
  }

  /** In the order in which steps become ready. */
  record Tracked(TrackedRun run) implements RunSchedule {
    @Override
    public List<Decision> take(List<Event> events, long nanos) {
      return run.take(events, nanos);
    }

    @Override
    public Optional<Event> choice(OpenSteps open, long nanos) {
      return Optional.empty();
    }

    @Override
    public OptionalLong nextWake() {
      return run.nextWake();
    }

    @Override
    public int attempts(int step) {
      return run.attempts(step);
    }

    @Override
    public void close() {
      run.close();
    }
  }

  /** As a chooser says. */
  record Chosen(Scheduler scheduler, RunOptions options) implements RunSchedule {
    @Override
    public List<Decision> take(List<Event> events, long nanos) {
      List<Decision> decisions = new ArrayList<>();
      events.forEach(event -> decisions.addAll(scheduler.take(event, nanos)));
      return decisions;
    }

    @Override
    public Optional<Event> choice(OpenSteps open, long nanos) {
      int[] ready =
          scheduler.running() >= options.parallelism()
              ? new int[0]
              : scheduler.ready().stream().mapToInt(s -> s).filter(scheduler::canStart).toArray();
      if (ready.length == 0) {
        return Optional.empty();
      }
      int step = ready.length == 1 ? ready[0] : asked(open, nanos, ready[0]);
      boolean possible = Arrays.stream(ready).anyMatch(candidate -> candidate == step);
      return Optional.of(new Event.Chosen(possible ? step : ready[0]));
    }

    private int asked(OpenSteps open, long nanos, int otherwise) {
      return options
          .chooser()
          .choose(open.point(options.run(), options.parallelism(), scheduler, nanos))
          .orElse(otherwise);
    }

    @Override
    public OptionalLong nextWake() {
      return scheduler.nextWake();
    }

    @Override
    public int attempts(int step) {
      return scheduler.attempts(step);
    }

    @Override
    public void close() {
      // It is kept nowhere else.
    }
  }
}
