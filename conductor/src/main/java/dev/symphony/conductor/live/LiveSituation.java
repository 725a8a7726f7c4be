package dev.symphony.conductor.live;

import java.util.List;

/**
 * The point that a real run is at.
 *
 * @param run the name of the run
 * @param steps everything that is not over with
 * @param slots how many steps run at a time
 */
public record LiveSituation(String run, List<LiveStep> steps, int slots) {
  public LiveSituation {
    steps = List.copyOf(steps);
  }
}
