package dev.symphony.conductor.simulation;

import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.workload.Job;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The order of a run that is only imagined: it counts what tasks still need. */
final class ImaginedSchedule implements Schedule {
  private final int[][] children;
  private final int[] openNeeds;
  private int[] ready;
  private int count;
  private int open;

  /**
   * The order from some point on.
   *
   * @param openNeeds how many tasks each task still needs; changed from now on
   * @param ready the tasks that could start
   * @param open how many tasks are not completed
   */
  ImaginedSchedule(int[][] children, int[] openNeeds, int[] ready, int open) {
    this.children = children;
    this.openNeeds = openNeeds;
    this.ready = ready.clone();
    this.count = ready.length;
    this.open = open;
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
    return new ImaginedSchedule(children, needs, ready, job.size());
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
        ready = count == ready.length ? Arrays.copyOf(ready, 2 * count + 8) : ready;
        ready[count++] = child;
      }
    }
  }

  @Override
  public boolean isOver() {
    return open == 0;
  }
}
