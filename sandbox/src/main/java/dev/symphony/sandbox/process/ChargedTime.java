package dev.symphony.sandbox.process;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The processor time that the host charges one invocation for: what its worker uses while the guest
 * is alone in it, and no more than the time on the clock. It rests on the system's clock of the
 * process, and on nothing that the worker says. With several guests in a worker only the worker can
 * tell whose time it is; nothing is charged here then, nor for the time of a {@link WorkerRest}.
 */
final class ChargedTime {
  /**
   * How much a worker has used and whom it had.
   *
   * @param at when this was seen, as {@link System#nanoTime}
   * @param used the processor time of the process so far in ns, where it can be known
   * @param guests how many guests it had
   * @param started how many guests it ever had
   * @param rests how many times it began or ended a rest
   */
  private record Sight(long at, OptionalLong used, int guests, long started, int rests) {
    static Sight of(WorkerProcess worker) {
      return new Sight(
          System.nanoTime(),
          worker.cpuNanos(),
          worker.guestsPresent(),
          worker.guestsStarted(),
          worker.restsBegunOrEnded());
    }

    /** What a guest that was alone from then until now is charged for. */
    long alone(Sight before) {
      boolean alone = guests == 1 && before.guests == 1 && started == before.started;
      boolean awake = rests % 2 == 0 && rests == before.rests;
      return alone && awake ? Math.min(at - before.at, used(before)) : 0;
    }

    long used(Sight before) {
      return used.isPresent() && before.used.isPresent()
          ? Math.max(0, used.getAsLong() - before.used.getAsLong())
          : 0;
    }
  }

  private final WorkerProcess worker;
  private final AtomicLong charged = new AtomicLong();
  private Sight last;
  private long total;

  /** Charges for what {@code worker} does from now on. */
  ChargedTime(WorkerProcess worker) {
    this.worker = worker;
    this.last = Sight.of(worker);
  }

  /** Takes in what the worker has done since the last time; whether the guest is charged for it. */
  boolean update() {
    Sight now = Sight.of(worker);
    long more = now.alone(last);
    charged.addAndGet(more);
    total += now.used(last);
    last = now;
    return more > 0;
  }

  /** What the guest is charged for so far, in ns; for any thread. */
  long chargedNanos() {
    return charged.get();
  }

  /** What the whole worker used so far, in ns. */
  long totalNanos() {
    return total;
  }
}
