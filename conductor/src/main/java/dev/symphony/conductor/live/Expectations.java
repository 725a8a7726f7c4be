package dev.symphony.conductor.live;

/** What is expected of programs, from what they did before. */
public interface Expectations {
  /** How many seconds a run of a program takes. */
  double seconds(String program);

  /**
   * Whether a program is a Player: within its budget of errors, so that it may be chosen without
   * anybody being asked.
   */
  boolean isPlayer(String program);
}
