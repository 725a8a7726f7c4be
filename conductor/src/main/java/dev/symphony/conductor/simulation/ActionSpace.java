package dev.symphony.conductor.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private final List<Integer> ready;
  private final List<Integer> soon;

  private ActionSpace(Simulation simulation, List<Integer> ready, List<Integer> soon) {
    this.simulation = simulation;
    this.ready = ready;
    this.soon = soon;
  }

  /** The decisions at the present point of a run. */
  public static ActionSpace of(Simulation simulation) {
    Comparator<Integer> byRank =
        Comparator.<Integer>comparingDouble(t -> -simulation.foresight().rank(t))
            .thenComparingInt(t -> t);
    List<Integer> ready = simulation.ready().stream().sorted(byRank).limit(READY).toList();
    List<Integer> soon = new ArrayList<>();
    List<Integer> programs = new ArrayList<>();
    simulation.soon().stream()
        .sorted(byRank)
        .forEach(task -> {
          int program = simulation.scenario().program(task);
          if (soon.size() < SOON && !programs.contains(program)) {
            programs.add(program);
            soon.add(task);
          }
        });
    return new ActionSpace(simulation, ready, List.copyOf(soon));
  }

  /** The task in a slot, if there is one. */
  public OptionalInt task(int slot) {
    if (slot < READY) {
      return slot < ready.size() ? OptionalInt.of(ready.get(slot)) : OptionalInt.empty();
    }
    return slot - READY < soon.size()
        ? OptionalInt.of(soon.get(slot - READY))
        : OptionalInt.empty();
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
        int slot = ready.indexOf(task);
        yield slot < 0 ? -1 : slot * MACHINES + machine;
      }
      case Action.Prewarm(int program, int machine) -> {
        int slot = slotOf(program);
        yield slot < 0 ? -1 : slot * MACHINES + machine;
      }
    };
  }

  private int slotOf(int program) {
    for (int place = 0; place < soon.size(); place++) {
      if (simulation.scenario().program(soon.get(place)) == program) {
        return READY + place;
      }
    }
    return -1;
  }
}
