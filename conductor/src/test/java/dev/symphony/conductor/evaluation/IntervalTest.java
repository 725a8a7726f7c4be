package dev.symphony.conductor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void interval_isAroundTheMean() {
    Interval interval = Interval.of(new double[] {1, 2, 3, 4, 5});

    assertEquals(3, interval.mean());
    assertEquals(1.96 * Math.sqrt(2.5) / Math.sqrt(5), interval.margin(), 1e-12);
    assertTrue(interval.excludesZero());
  }

  @Test
  void oneValue_showsNothing() {
    assertFalse(Interval.of(new double[] {7}).excludesZero());
  }
}
