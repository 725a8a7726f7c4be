package dev.symphony.conductor.simulation;

import java.util.Arrays;

/** Tasks that wait for their next attempt, and until when. */
final class Pauses {
  /** When nothing waits: later than anything. */
  static final long NEVER = Long.MAX_VALUE;

  private int[] tasks = {};
  private long[] until = {};
  private int count;

  Pauses copy() {
    Pauses copy = new Pauses();
    copy.tasks = Arrays.copyOf(tasks, count);
    copy.until = Arrays.copyOf(until, count);
    copy.count = count;
    return copy;
  }

  void add(int task, long nanos) {
    if (count == tasks.length) {
      tasks = Arrays.copyOf(tasks, 2 * count + 4);
      until = Arrays.copyOf(until, 2 * count + 4);
    }
    tasks[count] = task;
    until[count++] = nanos;
  }

  /** When the next task is ready again, or {@link #NEVER}. */
  long next() {
    long next = NEVER;
    for (int place = 0; place < count; place++) {
      next = Math.min(next, until[place]);
    }
    return next;
  }

  boolean holds(int task) {
    for (int place = 0; place < count; place++) {
      if (tasks[place] == task) {
        return true;
      }
    }
    return false;
  }

  /** Takes the task out whose pause is over first, if it is over by {@code nanos}; else -1. */
  int due(long nanos) {
    int first = -1;
    for (int place = 0; place < count; place++) {
      first = until[place] <= nanos && (first < 0 || until[place] < until[first]) ? place : first;
    }
    if (first < 0) {
      return -1;
    }
    int task = tasks[first];
    count--;
    System.arraycopy(tasks, first + 1, tasks, first, count - first);
    System.arraycopy(until, first + 1, until, first, count - first);
    return task;
  }
}
