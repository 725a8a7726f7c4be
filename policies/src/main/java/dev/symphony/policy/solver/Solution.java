package dev.symphony.policy.solver;

/** Whether a formula can hold. */
public sealed interface Solution {
  /** It holds under this assignment, which was checked. */
  record Possible(Assignment example) implements Solution {}

  /** It holds under no assignment. */
  record Impossible() implements Solution {}

  /** It could not be decided. */
  record Undecided(String reason) implements Solution {}
}
