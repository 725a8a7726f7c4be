package dev.symphony.conductor.live;

/**
 * How far the Conductor is still followed. Three failures in a row, and it is only asked, without
 * waiting, until three answers in a row were good.
 */
final class Confidence {
  private static final int LIMIT = 3;

  private int failures;
  private int successes;
  private boolean lost;

  /** Whether it is followed. */
  synchronized boolean holds() {
    return !lost;
  }

  /** A good answer; true when it is followed again from now on. */
  synchronized boolean good() {
    failures = 0;
    successes++;
    if (lost && successes >= LIMIT) {
      lost = false;
      return true;
    }
    return false;
  }

  /** No answer, or a bad one; true when it is not followed any more from now on. */
  synchronized boolean bad() {
    successes = 0;
    failures++;
    if (!lost && failures >= LIMIT) {
      lost = true;
      return true;
    }
    return false;
  }
}
