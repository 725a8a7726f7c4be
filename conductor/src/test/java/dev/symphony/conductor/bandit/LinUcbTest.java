package dev.symphony.conductor.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinUcbTest {
  private static final List<String> OPTIONS = List.of("fast", "exact");

  /** Fast is better for small tasks, exact for large ones; swapped when the world has changed. */
  private static double reward(String option, double size, double noise) {
    double mean = option.equals("fast") ? 0.8 - 0.6 * size : 0.4 + 0.2 * size;
    return Math.clamp(mean + noise, 0, 1);
  }

  private static double missed(LinUcb bandit, SplittableRandom random, int calls, boolean swapped) {
    double missed = 0;
    for (int call = 0; call < calls; call++) {
      double size = random.nextDouble();
      double[] seen = {size};
      String option = bandit.choose(OPTIONS, seen);
      String other = option.equals("fast") ? "exact" : "fast";
      String real = swapped ? other : option;
      bandit.learn(option, seen, reward(real, size, 0.1 * random.nextGaussian()));
      double best = Math.max(reward("fast", size, 0), reward("exact", size, 0));
      missed += best - reward(real, size, 0);
    }
    return missed / calls;
  }

  @Test
  void fewHundredCalls_areEnough() {
    SplittableRandom random = new SplittableRandom(1);
    LinUcb bandit = new LinUcb(1);
    missed(bandit, random, 300, false);

    assertTrue(missed(bandit, random, 200, false) < 0.03);
    assertEquals("fast", bandit.choose(OPTIONS, new double[] {0.05}));
    assertEquals("exact", bandit.choose(OPTIONS, new double[] {0.95}));
  }

  @Test
  void whenTheWorldChanges_itFollows() {
    SplittableRandom random = new SplittableRandom(2);
    LinUcb bandit = new LinUcb(1);
    missed(bandit, random, 300, false);
    missed(bandit, random, 300, true);

    assertTrue(missed(bandit, random, 200, true) < 0.05);
  }

  @Test
  void equalCalls_leadToEqualChoices() {
    LinUcb first = new LinUcb(1);
    LinUcb second = new LinUcb(1);

    assertEquals(
        missed(first, new SplittableRandom(3), 200, false),
        missed(second, new SplittableRandom(3), 200, false));
  }

  @Test
  void withoutFeatures_itTakesTheBetterOne() {
    LinUcb bandit = new LinUcb(0);
    double[] nothing = {};
    for (int call = 0; call < 100; call++) {
      String option = bandit.choose(OPTIONS, nothing);
      bandit.learn(option, nothing, option.equals("exact") ? 0.7 : 0.2);
    }
    assertEquals("exact", bandit.choose(OPTIONS, nothing));
    assertTrue(bandit.calls("exact") > 80);
    assertEquals(0.7, bandit.meanReward("exact"), 1e-9);
  }

  @Test
  void tooManyFeatures_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LinUcb(LinUcb.MOST_FEATURES + 1));
  }
}
