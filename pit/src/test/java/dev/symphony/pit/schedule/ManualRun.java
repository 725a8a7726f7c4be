package dev.symphony.pit.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * A run by hand: attempts take as long as somebody says on a clock that jumps from one event to the
 * next. It keeps when each step started and ended.
 */
final class ManualRun {
  record Span(int step, long from, long to) {}

  private record Attempt(int step, int number, long until) {}

  final List<Span> spans = new ArrayList<>();
  final List<Decision> decisions = new ArrayList<>();
  private final Scheduler scheduler;
  private final ToLongFunction<Integer> nanos;
  private final PriorityQueue<Attempt> attempts =
      new PriorityQueue<>(Comparator.comparingLong(Attempt::until).thenComparingInt(Attempt::step));
  private long now;

  ManualRun(Plan plan, int slots, ToLongFunction<Integer> nanos) {
    this.scheduler = new Scheduler(plan, new Dispatch.InOrder(slots), new Random(1));
    this.nanos = nanos;
  }

  /** Runs everything; returns how long it took. */
  long run() {
    take(new Event.Begun());
    while (!attempts.isEmpty()) {
      Attempt next = attempts.remove();
      spans.add(new Span(next.step(), next.until() - nanos.applyAsLong(next.step()), next.until()));
      now = next.until();
      take(new Event.Ended(next.step(), next.number(), Event.Ending.COMPLETED));
    }
    return now;
  }

  private void take(Event event) {
    for (Decision decision : scheduler.take(event, now)) {
      decisions.add(decision);
      if (decision instanceof Decision.Start start) {
        attempts.add(
            new Attempt(start.step(), start.attempt(), now + nanos.applyAsLong(start.step())));
      }
    }
  }
}
