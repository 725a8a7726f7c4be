package dev.symphony.conductor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PilotTest {
  private static final LiveStep.State READY = LiveStep.State.READY;

  /** Three steps are ready; the last has the longest path behind it. */
  private static final LiveSituation POINT =
      new LiveSituation(
          "run-1",
          List.of(
              new LiveStep(7, "short", List.of(), READY, 0),
              new LiveStep(8, "short", List.of(), READY, 0),
              new LiveStep(9, "short", List.of(), READY, 0),
              new LiveStep(10, "long", List.of(9), LiveStep.State.WAITING, 0)),
          2);

  private final RememberedLog log = new RememberedLog();

  private record Known(Set<String> overBudget) implements Expectations {
    @Override
    public double seconds(String program) {
      return program.equals("long") ? 100 : 1;
    }

    @Override
    public boolean isPlayer(String program) {
      return !overBudget.contains(program);
    }
  }

  private Pilot pilot(Adviser adviser, RollOut rollOut) {
    return pilot(adviser, rollOut, Set.of());
  }

  private Pilot pilot(Adviser adviser, RollOut rollOut, Set<String> overBudget) {
    return new Pilot(
        adviser, new Known(overBudget), log, new Pilot.Settings(rollOut, Pilot.PATIENCE, 1));
  }

  private static Adviser saying(long action) {
    return (question, patience) -> new Adviser.Reply.Given(new Advice(action, 1, "test-1"));
  }

  /** Takes the last possible decision: another one than the heuristic. */
  private static Adviser contrary() {
    return (question, patience) ->
        new Adviser.Reply.Given(new Advice(question.actions().getLast(), 0.5, "test-1"));
  }

  @Test
  void theConductor_isFollowed_whereItIsRolledOut() {
    OptionalInt chosen = pilot(contrary(), RollOut.FULL).choose(POINT);

    assertEquals(LiveDecision.Decider.CONDUCTOR, log.last().by());
    assertTrue(Set.of(7, 8).contains(chosen.orElseThrow()), "the heuristic would start step 9");
    assertEquals(3, log.last().question().actions().size());
  }

  @Test
  void inTheShadow_itIsAskedAndRecorded_butNotFollowed() {
    OptionalInt chosen = pilot(contrary(), RollOut.SHADOW).choose(POINT);

    assertEquals(OptionalInt.of(9), chosen);
    assertEquals(LiveDecision.Decider.HEURISTIC, log.last().by());
    assertTrue(log.last().advice().isPresent());
    assertEquals(List.of(), log.incidents);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 128, 129, 12 * 8, Long.MAX_VALUE, Long.MIN_VALUE})
  void whatIsNotPossible_isRefused_andTheHeuristicDecides(long action) {
    OptionalInt chosen = pilot(saying(action), RollOut.FULL).choose(POINT);

    assertEquals(OptionalInt.of(9), chosen);
    assertEquals(List.of("conductor-refused"), log.incidents);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1, 1.1})
  void probabilitiesThatAreNone_areRefused(double probability) {
    Adviser adviser =
        (question, patience) ->
            new Adviser.Reply.Given(
                new Advice(question.actions().getLast(), probability, "test-1"));

    assertEquals(OptionalInt.of(9), pilot(adviser, RollOut.FULL).choose(POINT));
    assertEquals(List.of("conductor-refused"), log.incidents);
  }

  @Test
  void threeFailures_suspendIt_andThreeGoodAnswersBringItBack() {
    boolean[] late = {true};
    int[] asked = new int[1];
    Adviser adviser =
        (question, patience) -> {
          asked[0]++;
          return late[0]
              ? new Adviser.Reply.Late()
              : new Adviser.Reply.Given(new Advice(question.actions().getLast(), 1, "test-1"));
        };
    Pilot pilot = pilot(adviser, RollOut.FULL);
    for (int decision = 0; decision < 40; decision++) {
      assertEquals(OptionalInt.of(9), pilot.choose(POINT));
    }
    assertTrue(asked[0] <= 6, "it costs nothing more: " + asked[0]);
    assertTrue(log.incidents.contains("conductor-suspended"));

    late[0] = false;
    for (int decision = 0; decision < 64; decision++) {
      pilot.choose(POINT);
    }
    assertTrue(log.incidents.contains("conductor-trusted-again"));
    assertEquals(LiveDecision.Decider.CONDUCTOR, log.last().by());
  }

  @Test
  void scoresThatAreNoNumbers_breakTheModel_notTheRun() {
    ModelAdviser adviser =
        new ModelAdviser(
            new ModelAdviser.Policy(
                (rows, count) -> {
                  float[] scores = new float[count];
                  scores[0] = Float.NaN;
                  return scores;
                },
                "broken"));
    Pilot pilot = pilot(adviser, RollOut.FULL);
    assertEquals(OptionalInt.of(9), pilot.choose(POINT));
    assertEquals(List.of("conductor-broken"), log.incidents);

    adviser.replace(new ModelAdviser.Policy((rows, count) -> new float[count], "mended"));
    pilot.choose(POINT);
    assertEquals("mended", log.last().advice().orElseThrow().policy());
  }

  @Test
  void whatIsOverItsBudgetOfErrors_isNotChosenByTheConductor() {
    OptionalInt chosen = pilot(contrary(), RollOut.FULL, Set.of("short")).choose(POINT);

    assertEquals(OptionalInt.of(9), chosen, "it still runs, when the heuristic says so");
    assertEquals(List.of(), log.decisions, "there was nothing to ask about");
  }

  @Test
  void longRuns_goByTheOrderOfReadiness() {
    List<LiveStep> many =
        IntStream.rangeClosed(0, Pilot.MOST_STEPS)
            .mapToObj(step -> new LiveStep(step, "a", List.of(), READY, 0))
            .toList();

    assertEquals(
        OptionalInt.empty(),
        pilot(contrary(), RollOut.FULL).choose(new LiveSituation("run-2", many, 4)));
  }

  @Test
  void aRollOut_isDecidedByTheNameOfTheRun() {
    RollOut some = new RollOut(30);
    long included = IntStream.range(0, 1_000).filter(run -> some.includes("run-" + run)).count();

    assertTrue(included > 200 && included < 400, "of 1,000 runs: " + included);
    assertEquals(some.includes("run-5"), new RollOut(30).includes("run-5"));
    assertFalse(RollOut.SHADOW.includes("run-5"));
  }

  @Test
  void aTrial_tellsWhenTheConductorIsWorse_andNotBefore() {
    Trial trial = new Trial();
    for (int run = 0; run < 4; run++) {
      trial.add(LiveDecision.Decider.CONDUCTOR, 3 + 0.01 * run);
      trial.add(LiveDecision.Decider.HEURISTIC, 2 + 0.01 * run);
    }
    assertFalse(trial.isWorse(), "four runs say nothing yet");
    trial.add(LiveDecision.Decider.CONDUCTOR, 3);
    trial.add(LiveDecision.Decider.HEURISTIC, 2);
    assertTrue(trial.isWorse());

    Trial even = new Trial();
    for (int run = 0; run < 20; run++) {
      even.add(LiveDecision.Decider.CONDUCTOR, 2 + 0.1 * (run % 5));
      even.add(LiveDecision.Decider.HEURISTIC, 2 + 0.1 * ((run + 2) % 5));
    }
    assertFalse(even.isWorse());
  }

  @Test
  void patience_isHandedOn() {
    Duration[] given = new Duration[1];
    Adviser adviser =
        (question, patience) -> {
          given[0] = patience;
          return new Adviser.Reply.Nobody();
        };
    pilot(adviser, RollOut.FULL).choose(POINT);

    assertEquals(Pilot.PATIENCE, given[0]);
    assertEquals(List.of("conductor-absent"), log.incidents);
  }
}
