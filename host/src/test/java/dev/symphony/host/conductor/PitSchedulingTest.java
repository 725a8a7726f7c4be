package dev.symphony.host.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.conductor.evaluation.Episode;
import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.policy.Policy;
import dev.symphony.conductor.schedule.Attempts;
import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.simulation.Outlay;
import dev.symphony.conductor.simulation.Scenario;
import dev.symphony.conductor.workload.GraphFamily;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Pit's scheduler behind the port, against the obvious rule: ready is what has all it needs.
 */
class PitSchedulingTest {
  @ParameterizedTest
  @EnumSource
  void ready_isWhatHasAllThatItNeeds(GraphFamily family) {
    SplittableRandom random = new SplittableRandom(1);
    Job job = family.generate(random);
    Schedule schedule = new PitScheduling().begin(job);
    Set<Integer> done = new HashSet<>();
    Set<Integer> started = new HashSet<>();
    List<Integer> running = new ArrayList<>();
    for (long time = 1; done.size() < job.size(); time++) {
      assertFalse(schedule.isOver());
      assertEquals(expected(job, started, done), ready(schedule));
      List<Integer> ready = List.copyOf(ready(schedule));
      if (!ready.isEmpty() && (running.isEmpty() || random.nextBoolean())) {
        int task = ready.get(random.nextInt(ready.size()));
        schedule.start(task, time);
        started.add(task);
        running.add(task);
      } else {
        int task = running.get(random.nextInt(running.size()));
        running.remove(Integer.valueOf(task));
        schedule.complete(task, time);
        done.add(task);
      }
    }
    assertTrue(schedule.isOver());
  }

  private static Set<Integer> ready(Schedule schedule) {
    return Arrays.stream(schedule.ready()).boxed().collect(Collectors.toSet());
  }

  private static Set<Integer> expected(Job job, Set<Integer> started, Set<Integer> done) {
    return IntStream.range(0, job.size())
        .filter(task -> !started.contains(task))
        .filter(task -> done.containsAll(job.tasks().get(task).needs()))
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void failedTasks_areReadyAgain_whenTheirPauseIsOver() {
    Job job = new Job("one", List.of(new JobTask("a", List.of(), 100)));
    Schedule schedule = new PitScheduling().begin(job);
    long now = 0;
    for (int attempt = 1; attempt < Attempts.MOST; attempt++) {
      schedule.start(0, now);
      long again = schedule.fail(0, attempt, ++now);
      assertTrue(again - now >= Attempts.backoff(job).toNanos() / 2, "attempt " + attempt);
      schedule.passTime(again - 1);
      assertEquals(Set.of(), ready(schedule));
      schedule.passTime(again);
      assertEquals(Set.of(0), ready(schedule));
      now = again;
    }
    schedule.start(0, now);
    schedule.complete(0, now + 1);
    assertTrue(schedule.isOver());
  }

  @Test
  void runsWithFailures_areCompleted_andRepeat() {
    Job job = GraphFamily.LAYERED.generate(new SplittableRandom(2));
    Scenario scenario =
        Scenario.draw(job, Conditions.DEFAULT.withFailures(0.2), new SplittableRandom(2));
    Policy policy = Baseline.HEFT.policy(new SplittableRandom(0));

    Outlay outlay = Episode.run(scenario, new PitScheduling(), policy, policy).outlay();

    assertTrue(outlay.failures() > 0);
    assertEquals(
        outlay, Episode.run(scenario, new PitScheduling(), policy, policy).outlay(), "repeated");
  }
}
