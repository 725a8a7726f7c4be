package dev.symphony.pit.workflow;

import java.util.List;
import java.util.OptionalInt;

/**
 * Chooses which of the ready steps of a run starts next: a port to whoever conducts. It is asked on
 * the thread of the run, whenever a step is ready and there is room. What it says is checked: a
 * step that can't start is not started.
 */
@FunctionalInterface
public interface StepChooser {
  /** Leaves it to the order in which steps became ready. */
  StepChooser IN_ORDER = point -> OptionalInt.empty();

  /**
   * The point that a run is at.
   *
   * @param run the name of the run
   * @param steps everything that is not over with
   * @param parallelism how many steps run at a time
   */
  record Point(String run, List<OpenStep> steps, int parallelism) {
    public Point {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A step that is not over with.
   *
   * @param step its number in the run
   * @param node the node that it belongs to
   * @param program what it runs; empty when it runs no extension
   * @param needs the numbers of the open steps that it waits for
   * @param state how far it is
   * @param runningNanos for how long it runs; 0 unless it does
   */
  record OpenStep(
      int step, String node, String program, List<Integer> needs, State state, long runningNanos) {
    public OpenStep {
      needs = List.copyOf(needs);
    }
  }

  /** How far a step is. */
  enum State {
    WAITING,
    READY,
    RUNNING
  }

  /** The number of a ready step; empty for the one that became ready first. */
  OptionalInt choose(Point point);
}
