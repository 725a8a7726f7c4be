package dev.symphony.conductor.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a machine does, and which programs it keeps, the one used last at the end. */
final class MachineState {
  static final int NOTHING = -1;

  private final Machine machine;
  private final List<Integer> warm = new ArrayList<>();
  private boolean busy;
  private int task = NOTHING;
  private long freeAt;
  private double expectedFree;

  MachineState(Machine machine) {
    this.machine = machine;
  }

  boolean isIdle() {
    return !busy;
  }

  boolean keeps(int program) {
    return warm.contains(program);
  }

  int kept() {
    return warm.size();
  }

  /** The task that it runs, or {@link #NOTHING} while it is idle or loads a program ahead. */
  int task() {
    return task;
  }

  long freeAt() {
    return freeAt;
  }

  /** In how many seconds it is expected to be idle. */
  double expectedRemaining(double now) {
    return busy ? Math.max(0, expectedFree - now) : 0;
  }

  void occupy(int newTask, int program, long until, double expectedUntil) {
    busy = true;
    task = newTask;
    freeAt = until;
    expectedFree = expectedUntil;
    warm.remove(Integer.valueOf(program));
    if (warm.size() == machine.warmPrograms()) {
      warm.removeFirst();
    }
    warm.add(program);
  }

  void release() {
    busy = false;
    task = NOTHING;
  }
}
