package dev.symphony.pit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.pit.schedule.Decision.Settle;
import dev.symphony.pit.schedule.Decision.Start;
import dev.symphony.pit.schedule.Decision.Verdict;
import dev.symphony.pit.schedule.Event.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The decisions of the scheduler, event by event, on a clock that is a number. */
class SchedulerTest {
  private static final long MILLI = 1_000_000;

  private static Scheduler scheduler(int slots, Step... steps) {
    return new Scheduler(Plan.of(List.of(steps)), new Dispatch.InOrder(slots), new Random(1));
  }

  private static Step step(String id, Step.Policy policy, Step.Edge... edges) {
    return new Step(id, List.of(edges), Plan.RUN, Step.Preparation.NONE, policy);
  }

  private static Step.Edge hard(int on) {
    return new Step.Edge(on, Step.Kind.HARD);
  }

  private static Step.Edge soft(int on) {
    return new Step.Edge(on, Step.Kind.SOFT);
  }

  private static Step.Policy policy(Step.OnFailure onFailure, int attempts, int variants) {
    return new Step.Policy(
        onFailure, new Retry(attempts, Duration.ofMillis(100)), variants, Optional.empty());
  }

  @Test
  void retry_waitsTwiceAsLongEachTimeAndAtLeastHalf() {
    Scheduler scheduler = scheduler(1, step("a", policy(Step.OnFailure.FAIL, 3, 1)));
    assertEquals(List.of(new Start(0, 1, 0)), scheduler.take(new Event.Begun(), 0));
    scheduler.take(new Event.Ended(0, 1, Ending.FAILED), 0);
    long first = scheduler.nextWake().orElseThrow();
    assertTrue(first >= 50 * MILLI && first <= 100 * MILLI, "first pause " + first);
    assertEquals(List.of(), scheduler.take(new Event.TimePassed(), first - 1));
    assertEquals(List.of(new Start(0, 2, 0)), scheduler.take(new Event.TimePassed(), first));
    scheduler.take(new Event.Ended(0, 2, Ending.FAILED), first);
    long second = scheduler.nextWake().orElseThrow() - first;
    assertTrue(second >= 100 * MILLI && second <= 200 * MILLI, "second pause " + second);
  }

  @Test
  void fallback_followsTheLastTryAndARefusalAtOnce() {
    Scheduler scheduler = scheduler(1, step("a", policy(Step.OnFailure.FAIL, 2, 3)));
    scheduler.take(new Event.Begun(), 0);
    assertEquals(
        List.of(new Decision.Pause(0, 1, Duration.ZERO), new Start(0, 2, 1)),
        scheduler.take(new Event.Ended(0, 1, Ending.REFUSED), 0));
    scheduler.take(new Event.Ended(0, 2, Ending.FAILED), 0);
    assertEquals(
        List.of(new Start(0, 3, 1)), scheduler.take(new Event.TimePassed(), 1_000 * MILLI));
    assertEquals(
        List.of(new Decision.Pause(0, 3, Duration.ZERO), new Start(0, 4, 2)),
        scheduler.take(new Event.Ended(0, 3, Ending.FAILED), 1_000 * MILLI));
    assertEquals(
        List.of(new Settle(0, new Settlement.Completed()), new Decision.Finish(Verdict.COMPLETED)),
        scheduler.take(new Event.Ended(0, 4, Ending.COMPLETED), 1_000 * MILLI));
  }

  @Test
  void timeout_stopsTheAttemptAndCountsAsAFailure() {
    Step.Policy patient =
        new Step.Policy(
            Step.OnFailure.FAIL,
            new Retry(2, Duration.ZERO),
            1,
            Optional.of(Duration.ofMillis(30)));
    Scheduler scheduler = scheduler(1, step("a", patient));
    scheduler.take(new Event.Begun(), 0);
    assertEquals(OptionalLong.of(30 * MILLI), scheduler.nextWake());
    assertEquals(
        List.of(new Decision.Stop(0, 1, Decision.Reason.TIMEOUT)),
        scheduler.take(new Event.TimePassed(), 30 * MILLI));
    assertEquals(
        List.of(new Decision.Pause(0, 1, Duration.ZERO), new Start(0, 2, 0)),
        scheduler.take(new Event.Ended(0, 1, Ending.CANCELLED), 31 * MILLI));
  }

  @Test
  void lateOrRepeatedEndings_changeNothing() {
    Scheduler scheduler = scheduler(1, step("a", policy(Step.OnFailure.FAIL, 2, 1)));
    scheduler.take(new Event.Begun(), 0);
    scheduler.take(new Event.Ended(0, 1, Ending.FAILED), 0);
    assertEquals(List.of(), scheduler.take(new Event.Ended(0, 1, Ending.COMPLETED), 0));
    scheduler.take(new Event.TimePassed(), 1_000 * MILLI);
    assertEquals(List.of(), scheduler.take(new Event.Ended(0, 1, Ending.COMPLETED), 0));
    scheduler.take(new Event.Ended(0, 2, Ending.COMPLETED), 1_000 * MILLI);
    assertEquals(List.of(), scheduler.take(new Event.Ended(0, 2, Ending.FAILED), 0));
  }

  @Test
  void skipping_reachesThoseThatNeedAndSparesThoseThatFollow() {
    Step.Policy lenient = policy(Step.OnFailure.CONTINUE, 1, 1);
    Scheduler scheduler =
        scheduler(
            4,
            step("a", lenient),
            step("needs-a", lenient, hard(0)),
            step("needs-that", lenient, hard(1)),
            step("follows", lenient, soft(1)));
    scheduler.take(new Event.Begun(), 0);
    assertEquals(
        List.of(
            new Settle(0, new Settlement.Failed()),
            new Settle(1, new Settlement.Unneeded(0)),
            new Settle(2, new Settlement.Unneeded(1)),
            new Start(3, 1, 0)),
        scheduler.take(new Event.Ended(0, 1, Ending.FAILED), 0));
  }

  @Test
  void failureInAScope_failsItsJoinAlone() {
    Step.Policy strict = policy(Step.OnFailure.FAIL, 1, 1);
    List<Step> steps =
        List.of(
            new Step("in-1", List.of(), 1, Step.Preparation.NONE, strict),
            new Step("in-2", List.of(hard(0)), 1, Step.Preparation.NONE, strict),
            new Step(
                "join",
                List.of(soft(0), soft(1)),
                Plan.RUN,
                Step.Preparation.JOIN,
                policy(Step.OnFailure.CONTINUE, 1, 1)),
            step("outside", strict, soft(2)));
    Plan plan = new Plan(steps, List.of(new Plan.Scope(Plan.RUN, 2)));
    Scheduler scheduler = new Scheduler(plan, new Dispatch.InOrder(2), new Random(1));
    scheduler.take(new Event.Begun(), 0);
    assertEquals(
        List.of(
            new Settle(0, new Settlement.Failed()),
            new Settle(1, new Settlement.ScopeFailed(0)),
            new Settle(2, new Settlement.Failed()),
            new Start(3, 1, 0)),
        scheduler.take(new Event.Ended(0, 1, Ending.FAILED), 0));
  }

  @Test
  void items_runEachAndFailTheirStepTogether() {
    Step each =
        new Step(
            "each", List.of(), Plan.RUN, Step.Preparation.ASKED, policy(Step.OnFailure.FAIL, 1, 1));
    Scheduler scheduler = scheduler(2, each, step("next", Step.Policy.ONCE, hard(0)));
    assertEquals(List.of(new Decision.Prepare(0)), scheduler.take(new Event.Begun(), 0));
    assertEquals(
        List.of(new Decision.Expand(0, 2, 3), new Start(2, 1, 0), new Start(3, 1, 0)),
        scheduler.take(new Event.Prepared(0, new Event.Readiness.Each(3)), 0));
    assertEquals(
        List.of(
            new Settle(2, new Settlement.Failed()), new Settle(4, new Settlement.ScopeFailed(0))),
        scheduler.take(new Event.Ended(2, 1, Ending.FAILED), 0));
    assertEquals(
        List.of(
            new Settle(3, new Settlement.Completed()),
            new Settle(0, new Settlement.Failed()),
            new Settle(1, new Settlement.ScopeFailed(0)),
            new Decision.Finish(Verdict.FAILED)),
        scheduler.take(new Event.Ended(3, 1, Ending.COMPLETED), 0));
  }

  @Test
  void choosing_startsWhatIsChosenAndNothingElse() {
    Scheduler scheduler =
        new Scheduler(
            Plan.of(List.of(step("a", Step.Policy.ONCE), step("b", Step.Policy.ONCE, hard(0)))),
            new Dispatch.Chosen(),
            new Random(1));
    assertEquals(List.of(), scheduler.take(new Event.Begun(), 0));
    assertEquals(List.of(0), scheduler.ready());
    assertThrows(IllegalArgumentException.class, () -> scheduler.take(new Event.Chosen(1), 0));
    assertEquals(List.of(new Start(0, 1, 0)), scheduler.take(new Event.Chosen(0), 0));
    scheduler.take(new Event.Ended(0, 1, Ending.COMPLETED), 0);
    assertEquals(List.of(1), scheduler.ready());
  }

  /** Random plans against the definition itself: nothing starts before what it waits for ended. */
  @Test
  void randomPlans_keepTheOrderAndTheSlots() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        List<Integer> needed =
            IntStream.range(0, i).filter(j -> random.nextInt(10) == 0).boxed().toList();
        steps.add(Step.needing("s" + i, needed));
      }
      long[] nanos = random.longs(60, 1, 1000).toArray();
      int slots = 1 + random.nextInt(8);
      ManualRun run = new ManualRun(Plan.of(steps), slots, step -> nanos[step]);
      run.run();
      assertEquals(60, run.spans.size());
      checkOrder(steps, run.spans);
      checkSlots(slots, run.spans);
    }
  }

  private static void checkOrder(List<Step> steps, List<ManualRun.Span> spans) {
    long[] from = new long[steps.size()];
    long[] to = new long[steps.size()];
    spans.forEach(span -> {
      from[span.step()] = span.from();
      to[span.step()] = span.to();
    });
    for (int i = 0; i < steps.size(); i++) {
      for (Step.Edge edge : steps.get(i).waitsFor()) {
        assertTrue(to[edge.on()] <= from[i], i + " started before " + edge.on() + " ended");
      }
    }
  }

  private static void checkSlots(int slots, List<ManualRun.Span> spans) {
    for (ManualRun.Span one : spans) {
      long atOnce =
          spans.stream()
              .filter(other -> other.from() <= one.from() && one.from() < other.to())
              .count();
      assertTrue(atOnce <= slots, atOnce + " at once with " + slots + " slots");
    }
  }
}
