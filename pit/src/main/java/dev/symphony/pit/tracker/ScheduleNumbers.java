package dev.symphony.pit.tracker;

import dev.symphony.pit.schedule.Decision;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Event.Readiness;
import dev.symphony.pit.schedule.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Events and decisions as numbers, four each: the kind and what belongs to it. */
@SuppressWarnings("EnumOrdinal") // both sides are of one build
final class ScheduleNumbers {
  private static final int WIDTH = 4;

  private ScheduleNumbers() {}

  static List<Long> ofEvents(List<Event> events) {
    long[] numbers = new long[WIDTH * events.size()];
    for (int i = 0; i < events.size(); i++) {
      put(numbers, WIDTH * i, events.get(i));
    }
    return list(numbers);
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static void put(long[] at, int place, long... numbers) {
    System.arraycopy(numbers, 0, at, place, numbers.length);
  }

  private static void put(long[] at, int place, Event event) {
    switch (event) {
      case Event.Begun begun -> put(at, place, 0L);
      case Event.Prepared(int step, Readiness readiness) -> put(at, place, step, readiness);
      case Event.Ended(int step, int attempt, Event.Ending ending) ->
          put(at, place, 5, step, attempt, ending.ordinal());
      case Event.Chosen(int step) -> put(at, place, 6, step);
      case Event.CancelAsked asked -> put(at, place, 7);
      case Event.TimePassed passed -> put(at, place, 8);
    }
  }

  private static void put(long[] at, int place, int step, Readiness readiness) {
    switch (readiness) {
      case Readiness.Runs runs -> put(at, place, 1, step);
      case Readiness.LeftOut left -> put(at, place, 2, step);
      case Readiness.Each(int count) -> put(at, place, 3, step, count);
      case Readiness.Over(Event.Ending ending) -> put(at, place, 4, step, ending.ordinal());
    }
  }

  static List<Event> events(List<Long> numbers) {
    List<Event> events = new ArrayList<>(numbers.size() / WIDTH);
    for (int at = 0; at < numbers.size(); at += WIDTH) {
      events.add(
          event(at(numbers, at), at(numbers, at + 1), at(numbers, at + 2), at(numbers, at + 3)));
    }
    return events;
  }

  private static int at(List<Long> numbers, int place) {
    return Math.toIntExact(numbers.get(place));
  }

  private static Event event(int kind, int step, int second, int third) {
    return switch (kind) {
      case 0 -> new Event.Begun();
      case 1 -> new Event.Prepared(step, new Readiness.Runs());
      case 2 -> new Event.Prepared(step, new Readiness.LeftOut());
      case 3 -> new Event.Prepared(step, new Readiness.Each(second));
      case 4 -> new Event.Prepared(step, new Readiness.Over(ending(second)));
      case 5 -> new Event.Ended(step, second, ending(third));
      case 6 -> new Event.Chosen(step);
      case 7 -> new Event.CancelAsked();
      case 8 -> new Event.TimePassed();
      default -> throw new IllegalArgumentException("an event of kind " + kind);
    };
  }

  private static Event.Ending ending(int place) {
    return Event.Ending.values()[place];
  }

  static List<Long> ofDecisions(List<Decision> decisions) {
    long[] numbers = new long[WIDTH * decisions.size()];
    for (int i = 0; i < decisions.size(); i++) {
      put(numbers, WIDTH * i, decisions.get(i));
    }
    return list(numbers);
  }

  private static void put(long[] at, int place, Decision decision) {
    switch (decision) {
      case Decision.Prepare(int step) -> put(at, place, 0, step);
      case Decision.Expand(int step, int first, int count) -> put(at, place, 1, step, first, count);
      case Decision.Start(int step, int attempt, int variant) ->
          put(at, place, 2, step, attempt, variant);
      case Decision.Stop(int step, int attempt, Decision.Reason reason) ->
          put(at, place, 3, step, attempt, reason.ordinal());
      case Decision.Pause(int step, int attempt, Duration pause) ->
          put(at, place, 4, step, attempt, pause.toNanos());
      case Decision.Finish(Decision.Verdict verdict) -> put(at, place, 5, verdict.ordinal());
      case Decision.Settle(int step, Settlement settlement) -> put(at, place, step, settlement);
    }
  }

  private static void put(long[] at, int place, int step, Settlement settlement) {
    switch (settlement) {
      case Settlement.Completed completed -> put(at, place, 6, step);
      case Settlement.Failed failed -> put(at, place, 7, step);
      case Settlement.Cancelled cancelled -> put(at, place, 8, step);
      case Settlement.Unneeded(int needed) -> put(at, place, 9, step, needed);
      case Settlement.ScopeFailed(int failed) -> put(at, place, 10, step, failed);
      case Settlement.RunCancelled cancelled -> put(at, place, 11, step);
      case Settlement.LeftOut left -> put(at, place, 12, step);
    }
  }

  static List<Decision> decisions(List<Long> numbers) {
    List<Decision> decisions = new ArrayList<>(numbers.size() / WIDTH);
    for (int at = 0; at < numbers.size(); at += WIDTH) {
      decisions.add(
          decision(at(numbers, at), at(numbers, at + 1), at(numbers, at + 2), numbers.get(at + 3)));
    }
    return decisions;
  }

  private static Decision decision(int kind, int step, int second, long third) {
    return switch (kind) {
      case 0 -> new Decision.Prepare(step);
      case 1 -> new Decision.Expand(step, second, (int) third);
      case 2 -> new Decision.Start(step, second, (int) third);
      case 3 -> new Decision.Stop(step, second, Decision.Reason.values()[(int) third]);
      case 4 -> new Decision.Pause(step, second, Duration.ofNanos(third));
      case 5 -> new Decision.Finish(Decision.Verdict.values()[step]);
      default -> new Decision.Settle(step, settlement(kind, second));
    };
  }

  private static Settlement settlement(int kind, int other) {
    return switch (kind) {
      case 6 -> new Settlement.Completed();
      case 7 -> new Settlement.Failed();
      case 8 -> new Settlement.Cancelled();
      case 9 -> new Settlement.Unneeded(other);
      case 10 -> new Settlement.ScopeFailed(other);
      case 11 -> new Settlement.RunCancelled();
      case 12 -> new Settlement.LeftOut();
      default -> throw new IllegalArgumentException("a decision of kind " + kind);
    };
  }
}
