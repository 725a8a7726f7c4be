package dev.symphony.conductor.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The decisions at one point of a run as numbers, out of a fixed range: (task slot, machine) pairs,
 * and waiting as the last number. The slots hold the ready tasks of the highest ranks, and after
 * them tasks that are ready soon, one for each program; for those the machine loads the program
 * ahead.
 */
public final class ActionSpace {
  /** Slots for ready tasks. */
  public static final int READY = 12;

  /** Slots for tasks that are ready soon. */
  public static final int SOON = 4;

  /** All slots. */
  public static final int SLOTS = READY + SOON;

  /** The most machines. */
  public static final int MACHINES = 8;

  /** The number that stands for waiting. */
  public static final int WAIT = SLOTS * MACHINES;

  /** How many numbers there are. */
  public static final int SIZE = WAIT + 1;

  private final Simulation simulation;
  private final int[] ready;
  private final int[] soon;

  private ActionSpace(Simulation simulation, int[] ready, int[] soon) {
    this.simulation = simulation;
    this.ready = ready;
    this.soon = soon;
  }

  /** The decisions at the present point of a run. */
  public static ActionSpace of(Simulation simulation) {
    int[] open = simulation.ready();
    int[] ready = new int[Math.min(READY, open.length)];
    for (int place = 0; place < ready.length; place++) {
      ready[place] = takeHighest(simulation, open, open.length - place);
    }
    return new ActionSpace(simulation, ready, soon(simulation));
  }

  private static int[] soon(Simulation simulation) {
    int[] open = simulation.soon();
    int[] soon = new int[SOON];
    int filled = 0;
    for (int count = open.length; count > 0 && filled < SOON; count--) {
      int task = takeHighest(simulation, open, count);
      soon[filled] = task;
      filled += place(simulation, soon, filled, simulation.scenario().program(task)) < 0 ? 1 : 0;
    }
    return Arrays.copyOf(soon, filled);
  }

  /** Takes the task of the highest rank out of the first {@code count}; of equal ones the least. */
  private static int takeHighest(Simulation simulation, int[] tasks, int count) {
    int highest = 0;
    for (int place = 1; place < count; place++) {
      double more =
          simulation.foresight().rank(tasks[place]) - simulation.foresight().rank(tasks[highest]);
      highest = more > 0 || (more == 0 && tasks[place] < tasks[highest]) ? place : highest;
    }
    int task = tasks[highest];
    tasks[highest] = tasks[count - 1];
    return task;
  }

  /** The place of the first task of a program, or -1. */
  private static int place(Simulation simulation, int[] tasks, int count, int program) {
    for (int place = 0; place < count; place++) {
      if (simulation.scenario().program(tasks[place]) == program) {
        return place;
      }
    }
    return -1;
  }

  /** The task in a slot, if there is one. */
  public OptionalInt task(int slot) {
    if (slot < READY) {
      return slot < ready.length ? OptionalInt.of(ready[slot]) : OptionalInt.empty();
    }
    return slot - READY < soon.length ? OptionalInt.of(soon[slot - READY]) : OptionalInt.empty();
  }

  /** The decision that a number stands for; empty when it stands for none that is possible now. */
  public Optional<Action> decode(int number) {
    if (number < 0 || number >= SIZE) {
      return Optional.empty();
    }
    return action(number).filter(simulation::allows);
  }

  private Optional<Action> action(int number) {
    if (number == WAIT) {
      return Optional.of(new Action.Wait());
    }
    int slot = number / MACHINES;
    int machine = number % MACHINES;
    OptionalInt task = task(slot);
    if (task.isEmpty() || machine >= simulation.scenario().machines().size()) {
      return Optional.empty();
    }
    return Optional.of(
        slot < READY
            ? new Action.Start(task.getAsInt(), machine)
            : new Action.Prewarm(simulation.scenario().program(task.getAsInt()), machine));
  }

  /** The number of a decision, or -1 when no number stands for it. */
  public int encode(Action action) {
    return switch (action) {
      case Action.Wait() -> WAIT;
      case Action.Start(int task, int machine) -> {
        int slot = slotOf(task);
        yield slot < 0 ? -1 : slot * MACHINES + machine;
      }
      case Action.Prewarm(int program, int machine) -> {
        int place = place(simulation, soon, soon.length, program);
        yield place < 0 ? -1 : (READY + place) * MACHINES + machine;
      }
    };
  }

  private int slotOf(int task) {
    for (int slot = 0; slot < ready.length; slot++) {
      if (ready[slot] == task) {
        return slot;
      }
    }
    return -1;
  }
}
