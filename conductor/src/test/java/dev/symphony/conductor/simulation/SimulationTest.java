package dev.symphony.conductor.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.conductor.schedule.Attempts;
import dev.symphony.conductor.schedule.CountedSchedule;
import dev.symphony.conductor.workload.GraphFamily;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final Job TWO =
      new Job("two", List.of(new JobTask("a", List.of(), 10), new JobTask("b", List.of(0), 10)));

  private static Simulation begin(Job job, Conditions conditions, long seed) {
    Scenario scenario = Scenario.draw(job, conditions, new SplittableRandom(seed));
    return new Simulation(scenario, CountedSchedule::new);
  }

  @Test
  void prewarming_sparesTheColdStart() {
    Conditions noNoise = new Conditions(2, 1.0, 0, 0);
    Simulation warmed = begin(TWO, noNoise, 1);
    warmed.take(new Action.Start(0, 0));
    warmed.take(new Action.Prewarm(1, 1));
    warmed.take(new Action.Start(1, 1));
    Simulation cold = begin(TWO, noNoise, 1);
    cold.take(new Action.Start(0, 0));
    cold.take(new Action.Wait());
    cold.take(new Action.Start(1, 1));

    assertTrue(warmed.isOver());
    assertTrue(cold.isOver());
    double load = warmed.scenario().coldSeconds(1);
    assertEquals(cold.seconds() - load, warmed.seconds(), 1e-6);
    assertEquals(1, warmed.outlay().coldStarts());
    assertEquals(2, cold.outlay().coldStarts());
  }

  @Test
  void blockedTasks_cannotStart() {
    Simulation run = begin(TWO, Conditions.DEFAULT, 1);

    assertFalse(run.allows(new Action.Start(1, 0)));
    assertFalse(run.allows(new Action.Wait()), "nothing runs that could be waited for");
    assertThrows(IllegalArgumentException.class, () -> run.take(new Action.Start(1, 0)));
  }

  @Test
  void busyMachines_takeNothing() {
    Job wide =
        new Job("wide", List.of(new JobTask("a", List.of(), 9), new JobTask("a", List.of(), 9)));
    Simulation run = begin(wide, Conditions.DEFAULT, 1);
    run.take(new Action.Start(0, 0));

    assertFalse(run.allows(new Action.Start(1, 0)));
    assertFalse(run.allows(new Action.Start(0, 1)), "it runs already");
    assertTrue(run.allows(new Action.Start(1, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void mask_isWhatCanBeDecoded(GraphFamily family) {
    SplittableRandom random = new SplittableRandom(7);
    Simulation run = begin(family.generate(random), Conditions.DEFAULT, 7);
    while (!run.isOver()) {
      ActionSpace space = ActionSpace.of(run);
      byte[] mask = Observation.of(run, space, List.of()).mask();
      for (int number = 0; number < ActionSpace.SIZE; number++) {
        assertEquals(space.decode(number).isPresent(), mask[number] == 1, "decision " + number);
      }
      int[] possible = Observation.of(run, space, List.of()).possible();
      int chosen = possible[random.nextInt(possible.length)];
      Action action = space.decode(chosen).orElseThrow();
      assertEquals(chosen, space.encode(action));
      run.take(action);
    }
    assertEquals(run.scenario().job().size(), run.completed());
  }

  @Test
  void numbersOutsideTheSpace_standForNothing() {
    ActionSpace space = ActionSpace.of(begin(TWO, Conditions.DEFAULT, 1));

    for (int number : new int[] {-1, ActionSpace.SIZE, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertTrue(space.decode(number).isEmpty());
    }
  }

  @Test
  void observations_areFinite() {
    Job nothing = new Job("zero", List.of(new JobTask("a", List.of(), 0)));
    Simulation run = begin(nothing, Conditions.DEFAULT, 3);
    Observation seen = Observation.of(run, ActionSpace.of(run), List.of());

    for (float value : seen.rows(seen.possible())) {
      assertTrue(Float.isFinite(value));
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedTasks_areTriedAgain_untilAllAreCompleted(GraphFamily family) {
    Job job = family.generate(new SplittableRandom(3));
    Conditions failing = Conditions.DEFAULT.withFailures(0.2);
    Outlay first = firstCome(begin(job, failing, 4));
    Outlay without = firstCome(begin(job, Conditions.DEFAULT, 4));

    assertTrue(first.failures() > 0);
    assertEquals(first, firstCome(begin(job, failing, 4)), "equal seeds, equal failures");
    assertEquals(0, without.failures());
    assertTrue(first.cost() > without.cost());
  }

  /** Plays a run to its end by the first possible decision, and checks what is seen on the way. */
  private static Outlay firstCome(Simulation run) {
    while (!run.isOver()) {
      ActionSpace space = ActionSpace.of(run);
      Observation seen = Observation.of(run, space, List.of());
      int[] possible = seen.possible();
      for (int number : possible) {
        assertTrue(run.allows(space.decode(number).orElseThrow()));
      }
      assertTrue(seen.errors()[0] >= 0 && seen.errors()[0] <= 0.5);
      run.take(space.decode(possible[0]).orElseThrow());
    }
    assertEquals(run.scenario().job().size(), run.completed());
    return run.outlay();
  }

  @Test
  void pausedTasks_cannotStart_andFailuresAreSeen() {
    Job alone = new Job("alone", List.of(new JobTask("a", List.of(), 10)));
    Conditions failing = new Conditions(2, 0, 0, Conditions.MOST_FAILURES);
    Simulation run = begin(alone, failing, seedThatFails(alone, failing));
    run.take(new Action.Start(0, 0));

    assertEquals(1, run.outlay().failures(), "it comes back when its pause is over");
    assertEquals(1, run.failed(0));
    assertEquals(1, run.readyCount());
    float[] errors = Observation.of(run, ActionSpace.of(run), List.of()).errors();
    assertEquals(Math.log(2) / 4, errors[2], 1e-6);
    assertEquals(errors[0] > Scenario.ERROR_BUDGET ? 1 : 0, errors[1]);
  }

  private static long seedThatFails(Job job, Conditions conditions) {
    return LongStream.range(0, 1_000)
        .filter(seed -> Scenario.draw(job, conditions, new SplittableRandom(seed)).fails(0, 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void failures_changeNothingElseOfAScenario() {
    Scenario without = Scenario.draw(TWO, Conditions.DEFAULT, new SplittableRandom(9));
    Scenario with =
        Scenario.draw(TWO, Conditions.DEFAULT.withFailures(0.25), new SplittableRandom(9));

    assertEquals(without.machines(), with.machines());
    assertEquals(without.realNanos(1, 0, Attempts.MOST), with.realNanos(1, 0, Attempts.MOST));
    assertEquals(0, without.failureRate(0));
    assertTrue(with.failureRate(0) > 0);
    assertFalse(with.fails(0, Attempts.MOST), "the last attempt does what it is to do");
  }

  @Test
  void forks_failAsTheRunDoes() {
    Job job = GraphFamily.CHAINS.generate(new SplittableRandom(5));
    Simulation run = begin(job, Conditions.DEFAULT.withFailures(0.2), 6);
    while (run.outlay().failures() == 0) {
      run.take(ActionSpace.of(run).decode(firstPossible(run)).orElseThrow());
    }
    Outlay imagined = firstCome(run.fork());

    assertEquals(firstCome(run).failures(), imagined.failures());
  }

  private static int firstPossible(Simulation run) {
    return Observation.of(run, ActionSpace.of(run), List.of()).possible()[0];
  }
}
