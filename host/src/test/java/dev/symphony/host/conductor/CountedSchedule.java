package dev.symphony.host.conductor;

import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.workload.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order of a run in the most obvious way: a task is ready when all that it needs is done. */
final class CountedSchedule implements Schedule {
  private final Job job;
  private final Set<Integer> done = new HashSet<>();
  private final Set<Integer> started = new HashSet<>();
  private final List<Integer> ready = new ArrayList<>();

  CountedSchedule(Job job) {
    this.job = job;
    look();
  }

  private void look() {
    for (int task = 0; task < job.size(); task++) {
      if (!started.contains(task)
          && !ready.contains(task)
          && done.containsAll(job.tasks().get(task).needs())) {
        ready.add(task);
      }
    }
  }

  @Override
  public int[] ready() {
    return ready.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void start(int task, long nanos) {
    if (!ready.remove(Integer.valueOf(task)) || !started.add(task)) {
      throw new IllegalArgumentException("the task " + task + " is not ready");
    }
  }

  @Override
  public void complete(int task, long nanos) {
    if (!started.contains(task) || !done.add(task)) {
      throw new IllegalArgumentException("the task " + task + " does not run");
    }
    look();
  }

  @Override
  public boolean isOver() {
    return done.size() == job.size();
  }
}
