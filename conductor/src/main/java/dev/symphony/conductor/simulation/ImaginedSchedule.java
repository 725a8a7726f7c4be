package dev.symphony.conductor.simulation;

import dev.symphony.conductor.schedule.Attempts;
import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.workload.Job;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The order of a run that is only imagined: it counts what tasks still need. */
final class ImaginedSchedule implements Schedule {
  private final int[][] children;
  private final int[] openNeeds;
  private final Pauses pauses;
  private final long backoff;
  private int[] ready;
  private int count;
  private int open;

  private ImaginedSchedule(
      int[][] children, int[] openNeeds, int[] ready, int open, Pauses pauses, long backoff) {
    this.children = children;
    this.openNeeds = openNeeds;
    this.ready = ready.clone();
    this.count = ready.length;
    this.open = open;
    this.pauses = pauses;
    this.backoff = backoff;
  }

  /**
   * The order from some point on.
   *
   * @param work what is not done
   * @param ready the tasks that could start
   * @param pauses the tasks that wait for another attempt
   */
  static ImaginedSchedule from(
      Job job, int[][] children, OpenWork work, int[] ready, Pauses pauses) {
    return new ImaginedSchedule(
        children, work.openNeeds(), ready, work.open(), pauses.copy(), backoff(job));
  }

  /** A pause is as long as those of the Pit are in the mean: they are up to half shorter. */
  private static long backoff(Job job) {
    return Attempts.backoff(job).toNanos() * 3 / 4;
  }

  /** The order from the beginning of a job. */
  static ImaginedSchedule of(Job job) {
    int[][] children = new int[job.size()][];
    int[] needs = new int[job.size()];
    List<List<Integer>> following = job.children();
    for (int task = 0; task < job.size(); task++) {
      children[task] = following.get(task).stream().mapToInt(Integer::intValue).toArray();
      needs[task] = job.tasks().get(task).needs().size();
    }
    int[] ready = IntStream.range(0, job.size()).filter(task -> needs[task] == 0).toArray();
    return new ImaginedSchedule(children, needs, ready, job.size(), new Pauses(), backoff(job));
  }

  @Override
  public int[] ready() {
    return Arrays.copyOf(ready, count);
  }

  @Override
  public void start(int task, long nanos) {
    int place = 0;
    while (ready[place] != task) {
      place++;
    }
    count--;
    System.arraycopy(ready, place + 1, ready, place, count - place);
  }

  @Override
  public void complete(int task, long nanos) {
    open--;
    for (int child : children[task]) {
      if (--openNeeds[child] == 0) {
        add(child);
      }
    }
    passTime(nanos);
  }

  private void add(int task) {
    ready = count == ready.length ? Arrays.copyOf(ready, 2 * count + 8) : ready;
    ready[count++] = task;
  }

  @Override
  public long fail(int task, int attempt, long nanos) {
    long longest = Duration.ofMinutes(1).toNanos() * 3 / 4;
    long until = nanos + Math.min(longest, backoff << Math.min(attempt - 1, 16));
    pauses.add(task, until);
    passTime(nanos);
    return until;
  }

  @Override
  public void passTime(long nanos) {
    for (int task = pauses.due(nanos); task >= 0; task = pauses.due(nanos)) {
      add(task);
    }
  }

  @Override
  public boolean isOver() {
    return open == 0;
  }
}
