package dev.symphony.conductor.live;

import java.time.Duration;

/** Somebody who is asked for decisions, and trusted with nothing. */
public interface Adviser {
  /** What came of a question. */
  sealed interface Reply {
    /** An answer, good or not. */
    record Given(Advice advice) implements Reply {}

    /** There was nobody to ask. */
    record Nobody() implements Reply {}

    /** No answer in time. */
    record Late() implements Reply {}

    /** What was asked broke. */
    record Broken(String why) implements Reply {}
  }

  /** Asks, and waits for so long at most. */
  Reply ask(Question question, Duration patience);
}
