package dev.symphony.conductor.live;

import java.util.List;

/**
 * A step of a real run that is not over with.
 *
 * @param number how the run calls it
 * @param program what it runs
 * @param needs the numbers of the open steps that it waits for
 * @param state how far it is
 * @param seconds for how long it runs; 0 unless it does
 */
public record LiveStep(
    int number, String program, List<Integer> needs, State state, double seconds) {
  /** How far a step is. */
  public enum State {
    WAITING,
    READY,
    RUNNING
  }

  public LiveStep {
    needs = List.copyOf(needs);
  }
}
