package dev.symphony.conductor.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.conductor.evaluation.Comparison;
import dev.symphony.conductor.evaluation.Episode;
import dev.symphony.conductor.schedule.CountedSchedule;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.simulation.Scenario;
import dev.symphony.conductor.workload.GraphFamily;
import dev.symphony.conductor.workload.Job;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineTest {
  private static List<Job> jobs() {
    return Stream.of(GraphFamily.values())
        .map(family -> family.generate(new SplittableRandom(11)))
        .toList();
  }

  private static Episode run(Job job, Policy policy) {
    Scenario scenario = Scenario.draw(job, Conditions.DEFAULT, new SplittableRandom(5));
    return Episode.run(scenario, CountedSchedule::new, policy, policy);
  }

  @ParameterizedTest
  @EnumSource
  void baselines_comeToAnEnd_andRepeat(Baseline baseline) {
    for (Job job : jobs()) {
      Episode first = run(job, baseline.policy(new SplittableRandom(1)));
      Episode again = run(job, baseline.policy(new SplittableRandom(1)));

      assertEquals(first, again);
      assertTrue(first.outlay().seconds() > 0);
    }
  }

  @Test
  void knowledge_helps() {
    Comparison comparison = new Comparison(CountedSchedule::new, Conditions.DEFAULT, 10);
    comparison.runBaselines(jobs());

    assertTrue(
        comparison.excess("heft", "fifo").mean() < -comparison.excess("heft", "fifo").margin());
    assertTrue(comparison.excess("heft-prewarm", "heft").mean() < 0);
    assertEquals(comparison.bestBaseline(), "heft-prewarm");
  }

  @Test
  void unsoundScores_leaveTheDecisionToTheFallback() {
    Job job = jobs().getFirst();
    Policy heuristic = Baseline.HEFT.policy(new SplittableRandom(1));
    Episode expected = run(job, heuristic);
    List<Scoring> unsound =
        List.of(
            (rows, count) -> new float[0],
            (rows, count) -> {
              float[] scores = new float[count];
              scores[count - 1] = Float.NaN;
              return scores;
            });

    for (Scoring scoring : unsound) {
      LearnedPolicy policy = new LearnedPolicy(scoring, heuristic);
      assertEquals(expected, run(job, policy));
      assertEquals(expected.decisions(), policy.refused());
    }
  }

  @Test
  void aPolicyThatNeverEnds_isEnded() {
    Scoring prewarmFirst =
        (rows, count) -> {
          float[] scores = new float[count];
          int width = rows.length / count;
          for (int row = 0; row < count; row++) {
            scores[row] = rows[(row + 1) * width - 2];
          }
          return scores;
        };
    Job job = jobs().getFirst();
    Policy fallback = Baseline.FIFO.policy(new SplittableRandom(1));
    Scenario scenario = Scenario.draw(job, Conditions.DEFAULT, new SplittableRandom(5));

    Episode episode =
        Episode.run(
            scenario, CountedSchedule::new, new LearnedPolicy(prewarmFirst, fallback), fallback);

    assertTrue(episode.outlay().prewarms() > 0);
  }
}
