package dev.symphony.pit.schedule;

import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen at some time: the ends of pauses and of patience. */
final class Timers {
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();

  /**
   * Something that is to happen.
   *
   * @param phase the phase in which the step has to be for it to happen
   * @param attempt the attempt at which the step has to be
   */
  record Timer(long at, long order, StepState state, StepState.Phase phase, int attempt)
      implements Comparable<Timer> {
    private boolean isStale() {
      return state.phase != phase || state.attempts != attempt;
    }

    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private long set;

  /** Sets a timer for the phase and attempt that {@code state} is at. */
  void set(StepState state, long at) {
    timers.add(new Timer(at, set++, state, state.phase, state.attempts));
  }

  /** Takes a step whose time has come by {@code now}, or nothing. */
  @Nullable StepState due(long now) {
    Timer next = next();
    if (next == null || next.at() > now) {
      return null;
    }
    timers.remove();
    return next.state();
  }

  /** When the next timer goes off. */
  OptionalLong nextAt() {
    Timer next = next();
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.at());
  }

  private @Nullable Timer next() {
    Timer next = timers.peek();
    while (next != null && next.isStale()) {
      timers.remove();
      next = timers.peek();
    }
    return next;
  }
}
