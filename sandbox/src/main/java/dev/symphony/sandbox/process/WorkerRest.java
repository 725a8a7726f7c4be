package dev.symphony.sandbox.process;

import dev.symphony.sandbox.ipc.ProtocolException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When a worker gives memory back: once, after its guests have done nothing between two looks. It
 * collects all garbage then, which takes a part of a second, and no guest is charged for that.
 */
final class WorkerRest {
  private volatile boolean stirred = true;
  private final AtomicInteger begunOrEnded = new AtomicInteger();
  private boolean had;
  private boolean owed;
  private long number;

  /** Something is sent to it. */
  void stir() {
    if (!stirred) {
      stirred = true;
    }
  }

  /** How many times a rest began or ended: odd during one. */
  int begunOrEnded() {
    return begunOrEnded.get();
  }

  /**
   * Looks whether it is time; the number of the rest if so. A rest that lasts until the next look
   * is over as far as charges go: a worker cannot work for nothing by never answering.
   *
   * @param busy whether a guest is being invoked
   */
  synchronized OptionalLong look(boolean busy) {
    end();
    boolean idle = !busy && !stirred;
    stirred = false;
    if (!idle || had || owed) {
      had = had && idle;
      return OptionalLong.empty();
    }
    had = true;
    owed = true;
    begunOrEnded.incrementAndGet();
    return OptionalLong.of(++number);
  }

  /** The worker says that it has rested. */
  synchronized void rested(long said) throws ProtocolException {
    if (!owed || said != number) {
      throw new ProtocolException("it has had no rest " + said);
    }
    owed = false;
    end();
  }

  private void end() {
    if (begunOrEnded.get() % 2 == 1) {
      begunOrEnded.incrementAndGet();
    }
  }
}
