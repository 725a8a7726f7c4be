package dev.symphony.conductor.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * A workflow as a scheduler sees it: tasks that wait for one another.
 *
 * @param name for people
 * @param tasks at least one; a task needs only tasks that are before it in the list
 */
public record Job(String name, List<JobTask> tasks) {
  public Job {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("the job " + name + " has no task");
    }
    for (int task = 0; task < tasks.size(); task++) {
      for (int needed : tasks.get(task).needs()) {
        if (needed < 0 || needed >= task) {
          throw new IllegalArgumentException(
              "task %d of %s needs task %d".formatted(task, name, needed));
        }
      }
    }
  }

  /** How many tasks there are. */
  public int size() {
    return tasks.size();
  }

  /** For each task, the tasks that need it. */
  public List<List<Integer>> children() {
    List<List<Integer>> children = new ArrayList<>();
    tasks.forEach(task -> children.add(new ArrayList<>(2)));
    for (int task = 0; task < tasks.size(); task++) {
      for (int needed : tasks.get(task).needs()) {
        children.get(needed).add(task);
      }
    }
    return children;
  }

  /** The names of the programs, each once, in the order in which they appear. */
  public List<String> programs() {
    return tasks.stream().map(JobTask::program).distinct().toList();
  }

  /** The mean of what the tasks take; a little above zero when all take nothing. */
  public double meanSeconds() {
    return Math.max(1e-3, tasks.stream().mapToDouble(JobTask::seconds).average().orElse(0));
  }
}
