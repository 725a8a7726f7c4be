package dev.symphony.pit.tracker;

import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A run under a tracker, as who carries it out sees it. It keeps what it told: when the tracker has
 * been replaced, the successor is told all of it again. For one thread.
 */
public final class TrackedRun implements AutoCloseable {
  private static final String UNKNOWN = "tracker-run-unknown";

  private record Told(long nanos, List<Long> events) {}

  private final Tracker tracker;
  private final List<Long> plan;
  private final int slots;
  private final long run;
  private final long seed;
  private final List<Told> told = new ArrayList<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private long nextWake = -1;

  private TrackedRun(Tracker tracker, List<Long> plan, int slots, RandomGenerator random) {
    this.tracker = tracker;
    this.plan = plan;
    this.slots = slots;
    this.run = random.nextLong();
    this.seed = random.nextLong();
  }

  /** Begins a run of {@code plan}, {@code slots} steps at a time. */
  public static TrackedRun begin(Tracker tracker, Plan plan, int slots, RandomGenerator random) {
    TrackedRun run = new TrackedRun(tracker, PlanNumbers.of(plan), slots, random);
    run.begin();
    return run;
  }

  private void begin() {
    tracker.begin(run, seed, slots, plan);
  }

  /** Tells events, and gets what follows from them. */
  public List<Decision> take(List<Event> events, long nanos) {
    Told now = new Told(nanos, ScheduleNumbers.ofEvents(events));
    Course course = take(now);
    told.add(now);
    nextWake = course.nextWake();
    List<Decision> decisions = ScheduleNumbers.decisions(course.decisions());
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Start start) {
        attempts.put(start.step(), start.attempt());
      }
    }
    return decisions;
  }

  private Course take(Told now) {
    Optional<Course> course = tell(now);
    while (course.isEmpty()) {
      begin();
      course = tellAgain() ? tell(now) : Optional.empty();
    }
    return course.get();
  }

  /** What is decided again was carried out the first time; false when that tracker is gone too. */
  private boolean tellAgain() {
    return told.stream().map(this::tell).allMatch(Optional::isPresent);
  }

  /** Empty when the tracker does not know the run, because it is the successor of one that did. */
  private Optional<Course> tell(Told some) {
    try {
      return Optional.of(tracker.take(run, some.nanos(), some.events()));
    } catch (ServiceFailure e) {
      if (!e.code().equals(UNKNOWN)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** When time has to be passed next, if nothing else happens before. */
  public OptionalLong nextWake() {
    return nextWake < 0 ? OptionalLong.empty() : OptionalLong.of(nextWake);
  }

  /** How many attempts were started at {@code step}. */
  public int attempts(int step) {
    return attempts.getOrDefault(step, 0);
  }

  @Override
  public void close() {
    tracker.end(run);
  }
}
