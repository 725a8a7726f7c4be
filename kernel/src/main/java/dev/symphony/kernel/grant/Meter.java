package dev.symphony.kernel.grant;

import dev.symphony.kernel.gate.DenialReason;

/** A budget that calls use up; shared by a grant and everything derived from it. */
interface Meter {
  /** Takes one call out of the budget, or nothing when there is too little left. */
  boolean take();

  /** Gives back what the last {@link #take} took: the call did not happen. */
  void refund();

  /** Adds bytes that a call moved; the next {@link #take} sees them. */
  void charge(long bytes);

  /** Whether {@link #charge} has an effect. */
  boolean countsBytes();

  /** What a refused caller is told. */
  DenialReason reason();
}
