package dev.symphony.pit.schedule;

import org.jspecify.annotations.Nullable;

/** How far a run has got with one step. */
final class StepState {
  /** The places a step can be at. */
  enum Phase {
    /** It waits for other steps. */
    BLOCKED,
    /** Somebody is asked whether it runs. */
    PREPARING,
    /** It waits for a slot. */
    READY,
    /** An attempt is on its way. */
    RUNNING,
    /** An attempt took too long and was told to end. */
    TIMED_OUT,
    /** It waits for its next attempt. */
    PAUSED,
    /** It waits for its items. */
    EXPANDED,
    /** It is over with. */
    SETTLED
  }

  final int index;
  final Step step;
  final @Nullable StepState whole;
  Phase phase = Phase.BLOCKED;
  int waiting;
  int attempts;
  int triesOfVariant;
  int variant;
  int openItems;
  @Nullable StepState missing;
  @Nullable StepState failedItem;

  /** A step, or an item of {@code whole}. */
  StepState(int index, Step step, @Nullable StepState whole) {
    this.index = index;
    this.step = step;
    this.whole = whole;
    this.waiting = whole == null ? step.waitsFor().size() : 0;
  }

  boolean isUnderWay() {
    return phase == Phase.RUNNING || phase == Phase.TIMED_OUT;
  }

  /** Notes that an attempt starts now. */
  void startAttempt() {
    attempts++;
    triesOfVariant++;
    phase = Phase.RUNNING;
  }

  /** Whether there is another attempt after one that ended like this. */
  boolean hasAnother(Event.Ending ending) {
    return switch (ending) {
      case FAILED -> step.policy().retry().allowsAfter(triesOfVariant) || hasAnotherVariant();
      case REFUSED -> hasAnotherVariant();
      case COMPLETED, EXHAUSTED, CANCELLED -> false;
    };
  }

  private boolean hasAnotherVariant() {
    return variant + 1 < step.policy().variants();
  }

  /** Turns to the next variant, unless the present one may be tried again; says whether it did. */
  boolean turnsToNextVariant(Event.Ending ending) {
    if (ending == Event.Ending.FAILED && step.policy().retry().allowsAfter(triesOfVariant)) {
      return false;
    }
    variant++;
    triesOfVariant = 0;
    return true;
  }

  /** Whether an item of the same step has failed, and the step with it. */
  boolean isItemOfFailure() {
    return whole != null
        && whole.failedItem != null
        && step.policy().onFailure() == Step.OnFailure.FAIL;
  }
}
