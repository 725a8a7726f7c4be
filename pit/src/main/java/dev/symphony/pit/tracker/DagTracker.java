package dev.symphony.pit.tracker;

import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Dispatch;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that are under way, each with its scheduler. */
public final class DagTracker implements Tracker {
  private final Map<Long, Scheduler> runs = new ConcurrentHashMap<>();

  @Override
  public void begin(long run, long seed, long slots, List<Long> plan) {
    Dispatch dispatch =
        slots == 0 ? new Dispatch.Chosen() : new Dispatch.InOrder(Math.toIntExact(slots));
    runs.put(run, new Scheduler(PlanNumbers.read(plan), dispatch, new SplittableRandom(seed)));
  }

  @Override
  public Course take(long run, long nanos, List<Long> events) {
    Scheduler scheduler = find(run);
    synchronized (scheduler) {
      List<Decision> decisions = new ArrayList<>();
      for (Event event : ScheduleNumbers.events(events)) {
        decisions.addAll(scheduler.take(event, nanos));
      }
      return new Course(ScheduleNumbers.ofDecisions(decisions), scheduler.nextWake().orElse(-1));
    }
  }

  @Override
  public boolean isReady(long run, long step) {
    Scheduler scheduler = find(run);
    synchronized (scheduler) {
      return scheduler.isReady(Math.toIntExact(step));
    }
  }

  @Override
  public void end(long run) {
    runs.remove(run);
  }

  private Scheduler find(long run) {
    Scheduler scheduler = runs.get(run);
    if (scheduler == null) {
      throw new ServiceFailure("tracker-run-unknown", "that run was not begun here");
    }
    return scheduler;
  }
}
