package dev.symphony.conductor.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What whoever decides sees: numbers of a fixed form, padded with zeros, and which decisions are
 * possible. Durations are in mean task durations of the job, as log(1 + x).
 *
 * <p>The order of the numbers is part of the protocol; docs/conductor-protocol.md names them.
 */
public final class Observation {
  /** Numbers for a task slot. */
  public static final int OF_TASK = 15;

  /** Numbers for a machine. */
  public static final int OF_MACHINE = 6;

  /** Numbers for a task slot on a machine. */
  public static final int OF_PAIR = 13;

  /** Numbers for the whole. */
  public static final int OF_ALL = 14;

  /** Numbers for a task slot that tell how often its program fails. */
  public static final int OF_ERRORS = 3;

  /** The most heuristics whose votes are seen. */
  public static final int VOTES = 4;

  /** Numbers for a decision: its task, machine, pair, the whole, votes for it, and its kind. */
  public static final int OF_DECISION = OF_TASK + OF_MACHINE + OF_PAIR + OF_ALL + VOTES + 3;

  private final float[] tasks = new float[ActionSpace.SLOTS * OF_TASK];
  private final float[] machines = new float[ActionSpace.MACHINES * OF_MACHINE];
  private final float[] pairs = new float[ActionSpace.SLOTS * ActionSpace.MACHINES * OF_PAIR];
  private final float[] all = new float[OF_ALL];
  private final float[] errors = new float[ActionSpace.SLOTS * OF_ERRORS];
  private final byte[] mask = new byte[ActionSpace.SIZE];
  private final float[] votes = new float[ActionSpace.SIZE * VOTES];

  private Observation() {}

  /** What is seen at the end of a run: nothing is possible. */
  public static Observation nothing() {
    return new Observation();
  }

  /**
   * What is seen at the present point of a run.
   *
   * @param voters what heuristics would do here, at most {@link #VOTES}
   */
  public static Observation of(Simulation simulation, ActionSpace space, List<Action> voters) {
    Observation seen = new Observation();
    if (!simulation.isOver()) {
      new Observer(simulation, space).observe(seen);
      seen.mark(simulation, space);
      seen.count(space, voters);
    }
    return seen;
  }

  private void count(ActionSpace space, List<Action> voters) {
    for (int voter = 0; voter < voters.size(); voter++) {
      int number = space.encode(voters.get(voter));
      if (number >= 0) {
        votes[number * VOTES + voter] = 1;
      }
    }
  }

  /** Marks what is possible: whatever an idle machine can do, and waiting. */
  private void mark(Simulation simulation, ActionSpace space) {
    int[] slots = filled(space);
    for (int machine = 0; machine < simulation.scenario().machines().size(); machine++) {
      if (simulation.isIdle(machine)) {
        for (int slot : slots) {
          int number = slot * ActionSpace.MACHINES + machine;
          mask[number] = (byte) (space.decode(number).isPresent() ? 1 : 0);
        }
      }
    }
    mask[ActionSpace.WAIT] = (byte) (space.decode(ActionSpace.WAIT).isPresent() ? 1 : 0);
  }

  /** The numbers for the task slots. */
  public float[] tasks() {
    return tasks;
  }

  /** The numbers for the machines. */
  public float[] machines() {
    return machines;
  }

  /** The numbers for the task slots on each machine. */
  public float[] pairs() {
    return pairs;
  }

  /** The numbers for the whole. */
  public float[] all() {
    return all;
  }

  /** How often the programs of the task slots fail, and what has failed; no decision's features. */
  public float[] errors() {
    return errors;
  }

  /** For each decision 1 for each heuristic that would take it. */
  public float[] votes() {
    return votes;
  }

  /** For each decision 1 when it is possible, else 0. */
  public byte[] mask() {
    return mask;
  }

  /** The numbers of the possible decisions. */
  public int[] possible() {
    int[] possible = new int[ActionSpace.SIZE];
    int count = 0;
    for (int number = 0; number < ActionSpace.SIZE; number++) {
      if (mask[number] != 0) {
        possible[count++] = number;
      }
    }
    return Arrays.copyOf(possible, count);
  }

  /** The features of some decisions, one after the other, as a model takes them. */
  public float[] rows(int[] decisions) {
    float[] rows = new float[decisions.length * OF_DECISION];
    for (int row = 0; row < decisions.length; row++) {
      fill(rows, row * OF_DECISION, decisions[row]);
    }
    return rows;
  }

  private void fill(float[] rows, int from, int decision) {
    int whole = from + OF_TASK + OF_MACHINE + OF_PAIR;
    int kinds = whole + OF_ALL + VOTES;
    System.arraycopy(all, 0, rows, whole, OF_ALL);
    System.arraycopy(votes, decision * VOTES, rows, whole + OF_ALL, VOTES);
    if (decision == ActionSpace.WAIT) {
      rows[kinds + 2] = 1;
      return;
    }
    int slot = decision / ActionSpace.MACHINES;
    int machine = decision % ActionSpace.MACHINES;
    System.arraycopy(tasks, slot * OF_TASK, rows, from, OF_TASK);
    System.arraycopy(machines, machine * OF_MACHINE, rows, from + OF_TASK, OF_MACHINE);
    System.arraycopy(pairs, decision * OF_PAIR, rows, from + OF_TASK + OF_MACHINE, OF_PAIR);
    rows[slot < ActionSpace.READY ? kinds : kinds + 1] = 1;
  }

  /** The slots that hold a task. */
  static int[] filled(ActionSpace space) {
    int[] slots = new int[ActionSpace.SLOTS];
    int count = 0;
    for (int slot = 0; slot < ActionSpace.SLOTS; slot++) {
      OptionalInt task = space.task(slot);
      if (task.isPresent()) {
        slots[count++] = slot;
      }
    }
    return Arrays.copyOf(slots, count);
  }
}
