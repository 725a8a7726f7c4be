package dev.symphony.conductor.schedule;

import dev.symphony.conductor.workload.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The order of a run in the most obvious way: a task is ready when all that it needs is done. */
public final class CountedSchedule implements Schedule {
  private static final long PAUSE = 1_000_000_000;

  private final Job job;
  private final Set<Integer> done = new HashSet<>();
  private final Set<Integer> started = new HashSet<>();
  private final List<Integer> ready = new ArrayList<>();
  private final Map<Integer, Long> paused = new TreeMap<>();

  public CountedSchedule(Job job) {
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
    passTime(nanos);
  }

  @Override
  public long fail(int task, int attempt, long nanos) {
    if (!started.contains(task) || done.contains(task)) {
      throw new IllegalArgumentException("the task " + task + " does not run");
    }
    paused.put(task, nanos + attempt * PAUSE);
    passTime(nanos);
    return nanos + attempt * PAUSE;
  }

  @Override
  public void passTime(long nanos) {
    for (int task : List.copyOf(paused.keySet())) {
      if (paused.getOrDefault(task, Long.MAX_VALUE) <= nanos) {
        paused.remove(task);
        started.remove(task);
        ready.add(task);
      }
    }
  }

  @Override
  public boolean isOver() {
    return done.size() == job.size();
  }
}
