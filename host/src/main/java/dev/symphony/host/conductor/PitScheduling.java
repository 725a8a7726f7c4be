package dev.symphony.host.conductor;

import dev.symphony.conductor.schedule.Attempts;
import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.schedule.Scheduling;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Dispatch;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Retry;
import dev.symphony.pit.schedule.Scheduler;
import dev.symphony.pit.schedule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Begins runs under the scheduler of the Pit: the code that runs workflows, with a clock by hand.
 */
public final class PitScheduling implements Scheduling {
  @Override
  public Schedule begin(Job job) {
    Retry retry = new Retry(Attempts.MOST, Attempts.backoff(job));
    Step.Policy policy = new Step.Policy(Step.OnFailure.FAIL, retry, 1, Optional.empty());
    List<Step> steps = new ArrayList<>();
    for (JobTask task : job.tasks()) {
      steps.add(step("t" + steps.size(), task, policy));
    }
    Scheduler scheduler =
        new Scheduler(Plan.of(steps), new Dispatch.Chosen(), new SplittableRandom(0));
    return new PitSchedule(scheduler);
  }

  private static Step step(String id, JobTask task, Step.Policy policy) {
    Step once = Step.needing(id, task.needs());
    return new Step(id, once.waitsFor(), once.scope(), once.preparation(), policy);
  }

  private static final class PitSchedule implements Schedule {
    private final Scheduler scheduler;
    private boolean over;

    PitSchedule(Scheduler scheduler) {
      this.scheduler = scheduler;
      take(new Event.Begun(), 0);
    }

    private List<Decision> take(Event event, long nanos) {
      List<Decision> decisions = scheduler.take(event, nanos);
      for (Decision decision : decisions) {
        over |= decision instanceof Decision.Finish;
      }
      return decisions;
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
      take(new Event.Ended(task, scheduler.attempts(task), Event.Ending.COMPLETED), nanos);
    }

    @Override
    public long fail(int task, int attempt, long nanos) {
      for (Decision decision : take(new Event.Ended(task, attempt, Event.Ending.FAILED), nanos)) {
        if (decision instanceof Decision.Pause pause && pause.step() == task) {
          return nanos + pause.pause().toNanos();
        }
      }
      throw new IllegalStateException("no attempt follows the failed one of task " + task);
    }

    @Override
    public void passTime(long nanos) {
      take(new Event.TimePassed(), nanos);
    }

    @Override
    public boolean isOver() {
      return over;
    }
  }
}
