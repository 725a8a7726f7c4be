package dev.symphony.conductor.simulation;

/** A decision. */
public sealed interface Action {
  /** Start a ready task on an idle machine. */
  record Start(int task, int machine) implements Action {}

  /** Have an idle machine load a program. */
  record Prewarm(int program, int machine) implements Action {}

  /** Let time pass until something changes. */
  record Wait() implements Action {}
}
