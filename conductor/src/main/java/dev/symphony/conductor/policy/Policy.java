package dev.symphony.conductor.policy;

import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.Simulation;

/** Decides what happens next in a run; asked only when something can be decided. */
@FunctionalInterface
public interface Policy {
  /** A decision that is possible now. */
  Action choose(Simulation run);
}
