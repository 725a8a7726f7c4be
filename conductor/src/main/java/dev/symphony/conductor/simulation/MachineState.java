package dev.symphony.conductor.simulation;

import java.util.OptionalInt;

/** What a machine does, and which programs it keeps, the one used last at the end. */
final class MachineState {
  static final int NOTHING = -1;

  private final int[] warm;
  private int kept;
  private boolean busy;
  private int task = NOTHING;
  private long freeAt;
  private double expectedFree;

  MachineState(Machine machine) {
    this.warm = new int[machine.warmPrograms()];
  }

  private MachineState(MachineState from) {
    this.warm = from.warm.clone();
    this.kept = from.kept;
    this.busy = from.busy;
    this.task = from.task;
    this.freeAt = from.freeAt;
    this.expectedFree = from.expectedFree;
  }

  MachineState copy() {
    return new MachineState(this);
  }

  boolean isIdle() {
    return !busy;
  }

  boolean keeps(int program) {
    return placeOf(program) >= 0;
  }

  private int placeOf(int program) {
    for (int place = 0; place < kept; place++) {
      if (warm[place] == program) {
        return place;
      }
    }
    return -1;
  }

  int kept() {
    return kept;
  }

  /** The program that goes when another one is loaded, if one has to. */
  OptionalInt givenUpFor(int program) {
    return kept < warm.length || keeps(program) ? OptionalInt.empty() : OptionalInt.of(warm[0]);
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
    use(program);
  }

  /** Puts a program to the end; the first goes when it is new and there is no room. */
  private void use(int program) {
    int place = placeOf(program);
    if (place < 0) {
      place = kept < warm.length ? kept++ : 0;
    }
    System.arraycopy(warm, place + 1, warm, place, kept - place - 1);
    warm[kept - 1] = program;
  }

  void release() {
    busy = false;
    task = NOTHING;
  }
}
