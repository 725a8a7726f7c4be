package dev.symphony.host.conductor;

import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.schedule.Scheduling;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Dispatch;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Scheduler;
import dev.symphony.pit.schedule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Begins runs under the scheduler of the Pit: the code that runs workflows, with a clock by hand.
 */
public final class PitScheduling implements Scheduling {
  private static final int FIRST_ATTEMPT = 1;

  @Override
  public Schedule begin(Job job) {
    List<Step> steps = new ArrayList<>();
    for (JobTask task : job.tasks()) {
      steps.add(Step.needing("t" + steps.size(), task.needs()));
    }
    // Simulated tasks are tried once, so that no pause is ever drawn.
    Scheduler scheduler =
        new Scheduler(Plan.of(steps), new Dispatch.Chosen(), new SplittableRandom(0));
    return new PitSchedule(scheduler);
  }

  private static final class PitSchedule implements Schedule {
    private final Scheduler scheduler;
    private boolean over;

    PitSchedule(Scheduler scheduler) {
      this.scheduler = scheduler;
      take(new Event.Begun(), 0);
    }

    private void take(Event event, long nanos) {
      for (Decision decision : scheduler.take(event, nanos)) {
        over |= decision instanceof Decision.Finish;
      }
    }

    @Override
    public int[] ready() {
      return scheduler.ready().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void start(int task, long nanos) {
      take(new Event.Chosen(task), nanos);
    }

    @Override
    public void complete(int task, long nanos) {
      take(new Event.Ended(task, FIRST_ATTEMPT, Event.Ending.COMPLETED), nanos);
    }

    @Override
    public boolean isOver() {
      return over;
    }
  }
}
