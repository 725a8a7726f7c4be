package dev.symphony.conductor.simulation;

import java.util.Arrays;

/** Tasks put on machines one after the other, as far as can be told before they start. */
public final class Placement {
  private final Simulation run;
  private final double[] busy;
  private final boolean[][] planned;

  /** Nothing is placed but what runs. */
  public Placement(Simulation run) {
    this.run = run;
    this.busy = new double[run.scenario().machines().size()];
    Arrays.setAll(busy, run::expectedRemaining);
    this.planned = new boolean[busy.length][];
  }

  /** The machine on which a task would be completed first, behind those that are placed there. */
  public int best(int task) {
    int best = 0;
    double least = finish(task, 0);
    for (int machine = 1; machine < busy.length; machine++) {
      double finish = finish(task, machine);
      if (finish < least) {
        best = machine;
        least = finish;
      }
    }
    return best;
  }

  /** In how many seconds a task would be completed on a machine. */
  public double finish(int task, int machine) {
    int program = run.scenario().program(task);
    boolean loaded = planned[machine] != null && planned[machine][program];
    double cold = loaded ? 0 : run.coldSeconds(program, machine);
    return busy[machine] + cold + run.scenario().expectedSeconds(task, machine);
  }

  /** Whether nothing is placed on a machine yet. */
  public boolean isFirst(int machine) {
    return planned[machine] == null;
  }

  /** Places a task. */
  public void place(int task, int machine) {
    busy[machine] = finish(task, machine);
    if (planned[machine] == null) {
      planned[machine] = new boolean[run.scenario().programs()];
    }
    planned[machine][run.scenario().program(task)] = true;
  }
}
